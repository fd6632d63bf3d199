-- Puts a dead letter's task back. KEYS: stream, dead letters. ARGV: id, task.
local removed = redis.call('XDEL', KEYS[2], ARGV[1])
if removed == 1 then
  redis.call('XADD', KEYS[1], '*', 'task', ARGV[2])
end
return removed
