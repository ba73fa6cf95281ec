import type { ReplyOf } from '@qingpin/contract/core/define'
import { OCR_PROVIDER_LABELS, OCR_PROVIDERS, type OcrProvider } from '@qingpin/contract/ocr/ocr.enums'
import type { ocrRoutes } from '@qingpin/contract/ocr/ocr.routes'
import type { CardReading } from '../../ports/ocr.port.ts'
import { warningsOf } from './card-warnings.rules.ts'
import type { Counted } from './ocr.repo.ts'

const GENDERS = { female: '女', male: '男' } as const

/** The card under the labels that old clients read, with days as their OCR service wrote them. */
function oldWords(reading: CardReading): Record<string, string | null> {
  if (reading.side === 'front') {
    const { name, gender, ethnicity, birthDate, address, idNumber } = reading.front
    return {
      姓名: name,
      性别: gender && GENDERS[gender],
      民族: ethnicity,
      出生: birthDate?.split('-').map(Number).join('/') ?? null,
      住址: address,
      公民身份号码: idNumber,
    }
  }
  const { authority, validFrom, validTo, longTerm } = reading.back
  const dotted = (day: string | null) => day?.replaceAll('-', '.') ?? null
  return { 签发机关: authority, 签发日期: dotted(validFrom), 失效日期: longTerm ? '长期' : dotted(validTo) }
}

export function cardView(
  reading: CardReading,
  provider: OcrProvider,
  { now, proof }: { now: number; proof: string | null },
): ReplyOf<typeof ocrRoutes.idCard> {
  const warnings = warningsOf(reading, now)
  const words = Object.entries(oldWords(reading)).map(([label, text]) => [label, { words: text ?? '' }] as const)
  return {
    side: reading.side,
    front: reading.side === 'front' ? reading.front : null,
    back: reading.side === 'back' ? reading.back : null,
    doubts: warnings,
    proof,
    provider,
    words_result: Object.fromEntries(words),
    risk_info: warnings.map(({ message }) => message),
  }
}

const sumOf = (counts: readonly Counted[], what: 'count' | 'millis' = 'count') =>
  counts.reduce((total, one) => total + one[what], 0)

function line(title: string, counts: readonly Counted[]): string {
  const of = (...outcomes: Counted['outcome'][]) => sumOf(counts.filter((one) => outcomes.includes(one.outcome)))
  const calls = sumOf(counts)
  const average = calls === 0 ? '' : `，平均 ${Math.round(sumOf(counts, 'millis') / calls)} 毫秒`
  return `${title}：识别 ${calls} 次，认出 ${of('read')} 次，没认出 ${of('unreadable')} 次，没有回应 ${of('unavailable', 'quota')} 次${average}`
}

/** The figures as sentences, as old clients show them. */
export function metricsText(today: readonly Counted[], inAll: readonly Counted[]): string {
  const used = OCR_PROVIDERS.filter((provider) => inAll.some((one) => one.provider === provider))
  return [
    line('今天', today),
    ...used.map((provider) =>
      line(
        `今天·${OCR_PROVIDER_LABELS[provider]}`,
        today.filter((one) => one.provider === provider),
      ),
    ),
    line('累计', inAll),
  ].join('\n')
}
