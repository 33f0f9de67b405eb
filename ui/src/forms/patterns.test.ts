import { expect, test } from 'vitest'
import { lines, patterns, words } from './patterns'

const rows: [keyof typeof patterns, string[], string[]][] = [
  ['hostname', ['a', 'web-01.example.com', 'A1'], ['', '-a', 'a-', 'a..b', 'a_b', `${'a'.repeat(64)}`]],
  ['ipv4', ['0.0.0.0', '255.255.255.255', '10.77.0.20'], ['256.1.1.1', '1.2.3', '01.2.3.4', '1.2.3.4/24']],
  [
    'mac',
    ['52:54:00:aa:00:01', '52-54-00-AA-00-01'],
    ['525400aa0001', '52:54:00:aa:00', '52:54:00:aa:00:0g'],
  ],
  ['account', ['root', '_x', 'a-b_9'], ['Root', '9a', 'a b', 'a'.repeat(33)]],
  ['sshKey', ['ssh-ed25519 AAAA me@host', 'ecdsa-sha2-nistp256 AAAA'], ['AAAA', 'ssh-rsa', 'ssh-rsa AA!A']],
  ['filePath', ['/etc/motd', '/a/.hidden'], ['etc/motd', '/etc/../shadow', '/', '/a//b', '/a/']],
  ['mode', ['0644', '755', '4755'], ['0888', '64', '']],
  ['owner', ['root', 'www-data:www-data'], ['a:b:c', ':a']],
  ['sha256', ['0'.repeat(64)], ['0'.repeat(63), 'G'.repeat(64)]],
]

test.each(rows)('%s takes what is right and refuses what is not', (name, right, wrong) => {
  for (const text of right) expect(patterns[name].test(text), text).toBe(true)
  for (const text of wrong) expect(patterns[name].test(text), text).toBe(false)
})

test('empty lines and surplus commas are nothing', () => {
  expect(lines(' a \n\n b\n')).toEqual(['a', 'b'])
  expect(words(' 1.1.1.1,, 9.9.9.9 ')).toEqual(['1.1.1.1', '9.9.9.9'])
})
