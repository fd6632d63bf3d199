-- Moves a task that is not done to the dead letters. KEYS: stream, dead letters. ARGV: group, id, dead letter,
-- oldest dead letter that stays, in milliseconds since the epoch.
local acknowledged = redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
if acknowledged == 1 then
  redis.call('XDEL', KEYS[1], ARGV[2])
  redis.call('XADD', KEYS[2], 'MINID', '=', ARGV[4], '*', 'letter', ARGV[3])
end
return acknowledged
