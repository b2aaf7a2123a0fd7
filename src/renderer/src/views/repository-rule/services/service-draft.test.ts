import { expect, test } from 'vitest'
import type { DeploymentRule } from '../../../../../shared/model/repository.ts'
import { checkDraft, newService } from './service-draft.ts'

const ofRepository: DeploymentRule = { source: 'commits', branch: null }
const tags: DeploymentRule = { source: 'tags', pattern: '^api-' }
const draft = { ...newService(tags), name: ' api ', paths: 'services/api/**\n\n  libs/shared ' }
const check = (change: Partial<typeof draft>, others: readonly { readonly name: string }[] = []) =>
  checkDraft({ ...draft, ...change }, others, ofRepository)

test('a whole draft is a service, without blank lines', () => {
  expect(check({}).service).toEqual({ name: 'api', paths: ['services/api/**', 'libs/shared'], rule: tags })
  expect(check({ ownRule: false })).toMatchObject({ service: { rule: null }, rule: ofRepository })
})

test('what is wrong is said at its field', () => {
  expect(check({ name: '  ' }).problems.name).toBe('Name the service')
  expect(check({}, [{ name: 'API' }]).problems.name).toBe('There is a service API already')
  expect(check({ paths: ' \n' }).problems.paths).toBe('Name at least one path')
  expect(check({ rule: { ...draft.rule, pattern: '(' } }).problems.rule).toBe('Not a valid regular expression')
  for (const wrong of [{ name: '' }, { paths: '' }, { rule: { ...draft.rule, pattern: '(' } }]) {
    expect(check(wrong).service).toBeNull()
  }
})

test('a path that git would not understand names itself', () => {
  const problem = (paths: string) => check({ paths }).problems.paths
  for (const path of ['/services', 'C:/services', 'a\\b', '../a', './a', 'a/../b', '!a', 'a//b', 'a[b', 'a[!]']) {
    expect([path, problem(path)]).not.toEqual([path, null])
  }
  for (const path of ['services/api', '**/*.ts', 'a[bc]d', 'a[!b]', 'a[]]', 'with blank/**', 'ümläut']) {
    expect([path, problem(path)]).toEqual([path, null])
  }
  expect(problem('docs\n/x')).toMatch(/^\/x: /)
})
