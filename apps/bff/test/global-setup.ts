import type { TestProject } from 'vitest/node'
import { ENGINES } from './chosen-engines.ts'
import { findPostgres, startCluster } from './cluster.ts'
import { makeTemplate } from './postgres.ts'

/** One cluster for all files, with one migrated database that each file copies; without a server, PGlite stands in. */
export default async function setup(project: TestProject) {
  const bin = ENGINES.includes('pg') ? findPostgres() : undefined
  if (bin === undefined) return undefined
  const cluster = await startCluster(bin)
  await makeTemplate(cluster)
  project.provide('postgres', cluster.url(''))
  return () => cluster.stop()
}
