import type { Samples } from './sample.ts'
import { boundarySamples } from './samples/boundaries.ts'
import { cycleSamples } from './samples/cycles.ts'
import { fieldSamples } from './samples/fields.ts'
import { fileSamples } from './samples/files.ts'
import { floorSamples } from './samples/floors.ts'
import { layerSamples } from './samples/layers.ts'
import { repeatSamples } from './samples/repeats.ts'
import { sqlSamples } from './samples/sql.ts'
import { textSamples } from './samples/texts.ts'
import { wordSamples } from './samples/words.ts'

/** Samples by the name of the rule. */
export const SAMPLES: Samples = {
  ...layerSamples,
  ...floorSamples,
  ...sqlSamples,
  ...cycleSamples,
  ...boundarySamples,
  ...fieldSamples,
  ...fileSamples,
  ...repeatSamples,
  ...textSamples,
  ...wordSamples,
}
