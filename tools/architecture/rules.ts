import type { Rule } from './project.ts'
import { cycleRules } from './rules/cycles.ts'
import { boundaryRules } from './rules/boundaries.ts'
import { fieldRules } from './rules/fields.ts'
import { fileRules } from './rules/files.ts'
import { floorRules } from './rules/floors.ts'
import { layerRules } from './rules/layers.ts'
import { repeatRules } from './rules/repeats.ts'
import { sqlRules } from './rules/sql.ts'
import { textRules } from './rules/texts.ts'
import { wordRules } from './rules/words.ts'

/** All rules of the architecture. */
export const RULES: readonly Rule[] = [
  ...layerRules,
  ...floorRules,
  ...sqlRules,
  ...cycleRules,
  ...boundaryRules,
  ...fieldRules,
  ...fileRules,
  ...repeatRules,
  ...textRules,
  ...wordRules,
]
