import type { Rule } from './house.ts'
import { circleRules } from './rules/circles.ts'
import { endRules } from './rules/ends.ts'
import { fileRules } from './rules/files.ts'
import { floorRules } from './rules/floors.ts'
import { layerRules } from './rules/layers.ts'
import { sqlRules } from './rules/sql.ts'
import { wordRules } from './rules/words.ts'

/** Every rule of the house that a program can judge. */
export const RULES: readonly Rule[] = [
  ...layerRules,
  ...floorRules,
  ...sqlRules,
  ...circleRules,
  ...endRules,
  ...fileRules,
  ...wordRules,
]
