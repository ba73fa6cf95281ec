import { availableParallelism } from 'node:os'
import { projectSources } from './architecture/source.ts'
import { changedFiles, selectTests } from './check/changed-tests.ts'
import { UNIT_PROJECTS } from './check/pure-tests.ts'
import { finish, print } from './check/steps.ts'
import { vitest } from './check/vitest.ts'

/** `npm run test:changed [-- base]`: the tests of what differs from a commit, the last one by default, on SQLite. */
const { tests, wide } = selectTests(changedFiles(process.argv[2]), projectSources())
const unit = tests.filter((path) => !/^tools\/(?:journeys|weapp-host)\//.test(path))
for (const folder of wide) print(`${folder} has many users: its own tests run here, npm test runs theirs.\n`)
if (unit.length < tests.length) print('Tests in a browser or on a phone need a build: npm test runs them.\n')

process.env.TEST_ENGINES = 'sqlite'
const options = [...unit, `--maxWorkers=${availableParallelism()}`]
finish(unit.length === 0 ? [] : [await vitest(UNIT_PROJECTS, options)])
