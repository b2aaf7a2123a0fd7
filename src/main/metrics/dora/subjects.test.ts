import { expect, test } from 'vitest'
import { issueKeys, mergedBranch, plainSubject, revertedSubject } from './subjects.ts'

test.each([
  ['Revert "Charge cards twice"', 'Charge cards twice'],
  ['Revert "Charge cards twice (#12)" (#13)', 'Charge cards twice (#12)'],
  ['revert: charge cards twice', 'charge cards twice'],
  ['revert(shop)!: charge cards twice (#14)', 'charge cards twice'],
  ['Revert "Revert "Charge cards twice""', null],
  ['Reapply "Charge cards twice"', null],
  ['Reverts are counted', null],
  ['Revert the order of parameters', null],
])('%s takes back %s', (subject, reverted) => {
  expect(revertedSubject(subject)).toBe(reverted)
})

test('a squash merge’s number is no part of what is reverted', () => {
  expect(plainSubject('Charge cards twice (#12)')).toBe('Charge cards twice')
})

test.each([
  ["Merge branch 'hotfix/login'", 'hotfix/login'],
  ["Merge branch 'hotfix/login' into 'main'", 'hotfix/login'],
  ["Merge remote-tracking branch 'origin/hotfix/login'", 'hotfix/login'],
  ['Merge pull request #7 from acme/hotfix/login', 'hotfix/login'],
  ['Merge pull request #7 in SHOP/web from hotfix/login to master', 'login'],
  ['Merged in hotfix/login (pull request #7)', 'hotfix/login'],
  ['Merge the two lists', null],
])('%s merges %s', (subject, branch) => {
  expect(mergedBranch(subject)).toBe(branch)
})

test('issue keys are those of known projects, whole and each once', () => {
  const prefixes = new Set(['SHOP', 'A2'])
  expect(issueKeys('SHOP-12: as shop-12 and A2-3, not UTF-8, SHOP-0, XSHOP-4 or SHOP-5a', prefixes)).toEqual([
    'SHOP-12',
    'A2-3',
  ])
  expect(issueKeys('feature/SHOP-7_login', prefixes)).toEqual(['SHOP-7'])
})
