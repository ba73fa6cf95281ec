import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Projects whose files take longest come first, so that at the end small files fill both cores. */
const ORDER = ['journeys', 'weapp']

/** Vitest's own order, which begins with the files that took longest, within each of these groups. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project }: TestSpecification) => ORDER.indexOf(project.name) + 1 || ORDER.length + 1
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}
