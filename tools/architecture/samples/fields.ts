import type { Samples } from '../sample.ts'

const FIELD = 'apps/miniprogram/src/ui/field.tsx'
const file = (element: string) => `import { Input, Textarea } from '@tarojs/components'\nexport const x = ${element}`

export const fieldSamples: Samples = {
  'a field stays above the keyboard, and cuts nothing off': {
    bad: [
      { [FIELD]: file('<Input maxlength={NO_MAX} />') },
      { [FIELD]: file('<Textarea cursorSpacing={CURSOR_SPACING} maxlength={140} />') },
      { [FIELD]: file('<Textarea cursorSpacing={0} maxlength={NO_MAX} />') },
    ],
    good: {
      [FIELD]: file('<Input cursorSpacing={CURSOR_SPACING} maxlength={NO_MAX} />'),
      'apps/miniprogram/src/ui/other.tsx': 'export const x = <Input />',
    },
  },
}
