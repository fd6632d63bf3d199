-- Claims one task that nobody has held for a while. ARGV: group, consumer, idle milliseconds.
-- Returns id, task and how often it was delivered; nothing if there is none.
local from = '0-0'
repeat
  local claimed = redis.call('XAUTOCLAIM', KEYS[1], ARGV[1], ARGV[2], ARGV[3], from, 'COUNT', 1)
  from = claimed[1]
  local entry = claimed[2][1]
  if entry then
    local pending = redis.call('XPENDING', KEYS[1], ARGV[1], entry[1], entry[1], 1)
    return {entry[1], entry[2][2], tostring(pending[1][4])}
  end
until from == '0-0'
return {}
