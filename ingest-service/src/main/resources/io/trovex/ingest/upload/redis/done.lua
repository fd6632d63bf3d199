-- Acknowledges a task and takes it out of the stream, so that the stream's length is what is left to do. ARGV: group, id.
local acknowledged = redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
redis.call('XDEL', KEYS[1], ARGV[2])
return acknowledged
