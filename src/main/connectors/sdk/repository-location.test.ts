import { expect, test } from 'vitest'
import { repositoryLocation } from './repository-location.ts'

test.each([
  'https://github.com/Acme/Shop.git',
  'https://github.com/acme/shop',
  'https://me:token@github.com/acme/shop.git/',
  'http://github.com/acme/shop',
  'git@github.com:acme/shop.git',
  'github.com:acme/shop',
  'ssh://git@github.com/acme/shop.git',
  'ssh://git@ssh.github.com:443/acme/shop.git',
  'git://github.com/acme/shop.git',
])('%s is github.com/acme/shop', address => {
  expect(repositoryLocation(address)).toBe('github.com/acme/shop')
})

test.each([
  ['https://git.acme.org:8443/team/sub/shop.git', 'git.acme.org:8443/team/sub/shop'],
  ['ssh://git@git.acme.org:7999/team/shop.git', 'git.acme.org/team/shop'],
  ['/srv/git/shop.git', null],
  ['../shop', null],
  ['C:\\code\\shop', null],
  ['C:/code/shop', null],
  ['file:///srv/git/shop.git', null],
  ['', null],
  ['https://github.com', null],
])('%s is at %s', (address, location) => {
  expect(repositoryLocation(address)).toBe(location)
})
