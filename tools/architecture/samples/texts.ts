import type { Samples } from '../sample.ts'

export const textSamples: Samples = {
  'one function writes texts down and one compares them': {
    bad: [
      { 'apps/bff/src/features/staff/staff.repo.ts': "const name = text.normalize('NFKC').trim()" },
      { 'packages/contract/src/staff/staff.routes.ts': 'const Name = z.string().trim().max(20)' },
      {
        'packages/contract/src/staff/staff.fields.ts':
          'const Name = z.string().transform((text) => text.toLowerCase())',
      },
    ],
    good: {
      'packages/contract/src/core/text.ts': "export const storedText = (text: string) => text.normalize('NFC').trim()",
      'packages/contract/src/staff/staff.routes.ts': "const Name = called('姓名')",
      'apps/bff/src/crypto/password.ts': "const plain = password.normalize('NFKC')",
      'apps/miniprogram/src/features/assistant/chat/markdown.ts': 'const line = text.trim()',
    },
  },
  'claims, searches, duplicates and forms read texts by the same functions': {
    bad: [
      { 'apps/bff/src/search/grams.ts': 'export const fold = (text: string) => text.toLowerCase()' },
      {
        'apps/bff/src/features/resumes/claim-record.service.ts':
          "import { storedText } from '@qingpin/contract/core/text'\nconst same = row.name === storedText(name)",
      },
    ],
    good: {
      'apps/bff/src/search/grams.ts': "import { comparableText } from '@qingpin/contract/core/text'",
      'apps/bff/src/features/resumes/claim-record.service.ts':
        "import { sameText } from '@qingpin/contract/core/text'\nconst same = sameText(row.name, name)",
      'packages/contract/src/interviews/interviews.rules.ts': "import { lookOf } from '../core/text.ts'",
    },
  },
}
