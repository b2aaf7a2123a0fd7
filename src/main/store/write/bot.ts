import type { PersonRef } from '../../../shared/model/entities.ts'

/** Whether a person is a program: a login or name ending in `[bot]`, or one of the well-known addresses. */
export function isBot(person: PersonRef): boolean {
  const email = person.email.trim().toLowerCase()
  const login = email.slice(0, Math.max(email.lastIndexOf('@'), 0))
  return person.name.trimEnd().toLowerCase().endsWith('[bot]') || login.endsWith('[bot]') || wellKnown.has(email)
}

const wellKnown: ReadonlySet<string> = new Set([
  'noreply@github.com',
  'action@github.com',
  'actions@github.com',
  'github-actions@github.com',
  'support@dependabot.com',
  'bot@renovateapp.com',
  'renovate@whitesourcesoftware.com',
  'snyk-bot@snyk.io',
  'support@greenkeeper.io',
  'bot@pyup.io',
  'bors@rust-lang.org',
  'k8s-ci-robot@users.noreply.github.com',
  'k8s-merge-robot@users.noreply.github.com',
  'noreply@anthropic.com',
])
