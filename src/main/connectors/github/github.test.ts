import { createTestFolder } from '../../../../test/support/git-repository.ts'
import { smallSizes } from '../../../../test/support/github-bench.ts'
import { tickingClock } from '../../../../test/support/jira-bench.ts'
import * as act from '../../scenarios/simulators/github/acts.ts'
import { generateWorld } from '../../scenarios/simulators/github/generated-world.ts'
import { startGithubSimulator } from '../../scenarios/simulators/github/simulator.ts'
import { conformance } from '../sdk/conformance.ts'
import { createGithubConnector } from './index.ts'

for (const restOnly of [false, true]) {
  conformance(`github over ${restOnly ? 'REST' : 'GraphQL'}`, async () => {
    const world = generateWorld({ pulls: 6, issues: 4, repositories: 2 })
    const simulator = await startGithubSimulator({
      world,
      restOnly,
      now: tickingClock(),
      quota: { limit: 1_000_000, windowMs: 3_600_000 },
    })
    const { site } = simulator
    const folder = createTestFolder()
    for (const { id } of site.repositories()) site.update(id, act.deployBranch('production', 'Hotfix'))
    const settings = { url: simulator.url, organizations: ['acme'], searches: ['shop'], workflowJobs: restOnly }
    const credentials = { token: simulator.tokens.join(' ') }
    let changes = 0
    return {
      connector: createGithubConnector(smallSizes),
      settings,
      credentials,
      cacheFolder: folder.path,
      bad: [
        {
          name: 'wrong token',
          settings,
          credentials: { token: 'wrong' },
          code: 'auth.rejected',
          field: 'credentials.token',
        },
        {
          name: 'one wrong token of two',
          settings,
          credentials: { token: `${simulator.tokens[0]} wrong` },
          code: 'auth.rejected',
          field: 'credentials.token',
        },
        {
          name: 'no token',
          settings,
          credentials: {},
          code: 'settings.invalid',
          field: 'credentials.token',
        },
        {
          name: 'nothing there',
          settings: { ...settings, url: 'http://127.0.0.1:1' },
          credentials,
          code: 'remote.unreachable',
        },
      ],
      sources: ['500', '501'],
      change() {
        changes++
        for (const repository of site.repositories()) {
          const { id, pulls, issues } = repository
          const [issue, other] = issues
          const deployment = site.deployments(repository)[0]
          const run = site.runs(repository)[0]
          if (!issue || !other || !deployment || !run) throw new Error('Nothing left to change')
          site.update(id, act.comment(pulls[0]?.record.number ?? 0))
          site.update(id, act.openPull)
          site.update(id, act.openIssue)
          site.update(id, act.deleteIssue(issue.record.number))
          site.update(id, act.closeIssue(other.record.number))
          site.update(id, act.addStatus(deployment.record.id, 'inactive'))
          site.update(id, act.deploy('production', String(pulls[0]?.record['merge_commit_sha']), 'success'))
          site.update(id, act.rerun(run.record.id, 'cancelled'))
          site.update(id, act.startRun('Deploy', String(pulls[1]?.record['merge_commit_sha'])))
          site.update(id, act.push(`Change ${changes}`))
          if (changes === 2) site.update(id, act.deployBranch('production', 'Another hotfix'))
          if (changes === 2) site.update(id, act.deleteDeployment(deployment.record.id))
          if (changes % 3 === 0) site.update(id, act.forcePush(2, 'Rewritten'))
          if (changes === 3) site.update(id, act.deleteRun(run.record.id))
          if (changes === 3) site.update(id, act.rename(`renamed-${id}`))
        }
      },
      async close() {
        await simulator.close()
        folder.remove()
      },
    }
  })
}
