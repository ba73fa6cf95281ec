import { seedDemo } from '@qingpin/bff/demo/seed'
import type { TestApp } from './harness.ts'

/** Fills the database with the demo data. Pictures are stored as they are: drawing them anew takes longer than all else. */
export const fillWithDemo = ({ deps }: TestApp): Promise<void> =>
  seedDemo({
    ...deps,
    pictures: {
      redraw: async (bytes) => ({ bytes: new Uint8Array(bytes), width: 800, height: 600, thumbnail: null }),
      stop: async () => undefined,
    },
  })
