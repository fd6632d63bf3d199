-- Removes this consumer's name, and those that nobody has used for a while, unless tasks are in their hands.
-- ARGV: group, consumer, idle milliseconds.
for _, info in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local fields = {}
  for i = 1, #info, 2 do
    fields[info[i]] = info[i + 1]
  end
  if fields.pending == 0 and (fields.name == ARGV[2] or fields.idle > tonumber(ARGV[3])) then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], fields.name)
  end
end
return 1
