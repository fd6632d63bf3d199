-- Adds a task unless the stream is full. ARGV: capacity, task. Returns whether it was added.
if redis.call('XLEN', KEYS[1]) >= tonumber(ARGV[1]) then
  return 0
end
redis.call('XADD', KEYS[1], '*', 'task', ARGV[2])
return 1
