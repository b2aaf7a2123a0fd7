import { expect, test } from 'vitest'
import { mergedBranch, plainSubject, revertedSha, revertedSubject } from './subjects.ts'

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

test.each([
  ['Back out the cache', 'This reverts commit SHA.', true],
  ['Revert "Charge cards twice"', 'This reverts commit SHA, reversing\nchanges made to 1234.', true],
  ['Reapply "Charge cards twice"', 'This reverts commit SHA.', false],
  ['Revert "Revert "Charge cards twice""', 'This reverts commit SHA.', false],
  ['Explain', 'SHA was reverted', false],
])('%s with the body %s names what it takes back: %s', (subject, body, names) => {
  const sha = 'a1'.repeat(20)
  expect(revertedSha(subject, body.replace('SHA', sha))).toBe(names ? sha : null)
})
