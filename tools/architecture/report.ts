import { makeProject, problemsOf } from './project.ts'
import { RULES } from './rules.ts'
import { projectSources } from './source.ts'

// `node tools/architecture/report.ts [part of a rule's name or of a path]` lists all violations.
const only = process.argv[2] ?? ''
const project = makeProject(projectSources())
const counts: string[] = []
for (const rule of RULES) {
  const { name } = rule
  const all = problemsOf(rule, project)
  const found = all.filter((one) => name.includes(only) || one.includes(only))
  counts.push(`${String(all.length).padStart(4)}  ${name}`)
  if (found.length > 0) process.stdout.write(`\n## ${name} (${found.length})\n${found.join('\n')}\n`)
}
process.stdout.write(`\n${counts.join('\n')}\n`)
