/** An incident whose source tells of no end: the deployment that ships its fix ends it. */
export const withoutEnd = { resolvedAt: null, hasOwnEnd: false, endsWithNext: false, issueId: null } as const

/** What a commit that was made for an incident tells of it. */
export const ofCommit = (source: 'revert' | 'hotfix', commitId: number, title: string, beganAt: number) => ({
  key: `${source}:${commitId}`,
  source,
  title,
  beganAt,
  commitId,
  ...withoutEnd,
})
