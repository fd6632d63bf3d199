-- For each pair of keys (event, document): counts the action unless the event's key is there, and sets that key.
-- ARGV: milliseconds that an event's key lives, then one action for each pair. Returns how many were counted.
local counted = 0
for i = 1, #KEYS / 2 do
  if redis.call('SET', KEYS[2 * i - 1], '', 'NX', 'PX', ARGV[1]) then
    redis.call('HINCRBY', KEYS[2 * i], ARGV[i + 1], 1)
    counted = counted + 1
  end
end
return counted
