import { build } from './build/build.ts'
import { outputOf } from './build/stale.ts'
import { readBundle } from './weapp-host/engine/bundle.ts'
import { withBroken, type Changes } from './weapp-host/broken.ts'
import { compileOfficially } from './weapp-compiler/official.ts'

/** `npm run verify:weapp`: compiles the WeChat build with WeChat's own compiler. Needs a network the first time. */
const say = (text: string) => process.stdout.write(`${text}\n`)

/**
 * What the compiler must refuse; one that accepts these proves nothing by accepting the build. It takes WXML that is never
 * closed, so errors in templates are left to `readBundle`.
 */
const MUST_FAIL: Record<string, Changes> = {
  'JavaScript that does not parse': { 'app.js': (code) => `${code}\nconst = 1` },
  'a page without its template': { 'pages/me/index.wxml': () => undefined },
}

await build('weapp')
const dist = outputOf('weapp')
const problems = [...readBundle(dist).problems]
const compiled = compileOfficially(dist)
if ('problem' in compiled) problems.push(compiled.problem)
else {
  say(`WeChat's compiler takes the build: ${compiled.files} files; packages: ${JSON.stringify(compiled.sizes)}`)
  if (!compiled.sizesOk) problems.push('WeChat finds a package too large')
}
for (const [what, changes] of Object.entries(MUST_FAIL)) {
  const refused = await withBroken(dist, changes, compileOfficially)
  if ('problem' in refused) say(`refused, as it must be: ${what}: ${refused.problem.split('\n')[0]?.slice(0, 160)}`)
  else problems.push(`WeChat's compiler took ${what}`)
}
for (const problem of problems) say(`FAILED: ${problem}`)
process.exitCode = problems.length > 0 ? 1 : 0
