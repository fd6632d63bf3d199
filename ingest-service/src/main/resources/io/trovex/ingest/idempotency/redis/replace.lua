-- Sets the key to its new value, which lives so many milliseconds, if it still holds the expected one ('' = absent).
if (redis.call('GET', KEYS[1]) or '') == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
  return 1
end
return 0
