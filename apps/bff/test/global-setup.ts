import type { TestProject } from 'vitest/node'
import { ENGINES } from '@qingpin/testing/chosen-engines'
import { findPostgres, startCluster } from '@qingpin/testing/cluster'
import { makeTemplate } from '@qingpin/testing/postgres'

/** One cluster for all files, with one migrated database that each file copies; without a server, PGlite stands in. */
export default async function setup(project: TestProject) {
  const bin = ENGINES.includes('pg') ? findPostgres() : undefined
  if (bin === undefined) return undefined
  const cluster = await startCluster(bin)
  await makeTemplate(cluster)
  project.provide('postgres', cluster.url(''))
  return () => cluster.stop()
}
