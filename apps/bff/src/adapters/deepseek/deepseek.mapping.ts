import { z } from 'zod'
import type { RefusalReason } from '../../ports/vendor-alerts.port.ts'
import { LlmError, type LlmUsage } from '../../ports/llm.port.ts'

/** Names that older settings and documents use; all became the fast model, which thinks on request. */
const ALIASES: Readonly<Record<string, string>> = {
  'deepseek-chat': 'deepseek-flash',
  'deepseek-reasoner': 'deepseek-flash',
  'deepseek-r1': 'deepseek-flash',
  'deepseek-r1-40b': 'deepseek-flash',
}
export const modelNamed = (name: string): string => ALIASES[name] ?? name

/** A piece of the answer, as far as we read it; the SDK knows neither the thinking nor the vendor's cache. */
export const Chunk = z.object({
  choices: z.array(
    z.object({
      delta: z.object({ content: z.string().nullish(), reasoning_content: z.string().nullish() }),
      finish_reason: z.string().nullish(),
    }),
  ),
  usage: z
    .object({
      prompt_tokens: z.number(),
      completion_tokens: z.number(),
      prompt_cache_hit_tokens: z.number().optional(),
    })
    .nullish(),
})
export type WireUsage = NonNullable<z.output<typeof Chunk>['usage']>

export const usageOf = (usage: WireUsage): LlmUsage => ({
  promptTokens: usage.prompt_tokens,
  cachedTokens: usage.prompt_cache_hit_tokens ?? 0,
  completionTokens: usage.completion_tokens,
})

export const bothUsages = (one: LlmUsage | undefined, other: LlmUsage | undefined): LlmUsage | undefined =>
  one && other
    ? {
        promptTokens: one.promptTokens + other.promptTokens,
        cachedTokens: one.cachedTokens + other.cachedTokens,
        completionTokens: one.completionTokens + other.completionTokens,
      }
    : (one ?? other)

/** Why a status is a matter for the agency; undefined where it is not. */
export function reasonOf(status: unknown): RefusalReason | undefined {
  if (status === 402) return 'no-balance'
  if (status === 401 || status === 403) return 'bad-key'
  return status === 400 || status === 404 || status === 422 ? 'our-setup' : undefined
}

/** What to make of a status: 402 is a matter for the operator; 429 and overload pass with time. */
export function errorOfStatus(status: number, cause: unknown): LlmError {
  if (status === 429 || status === 503) return new LlmError('busy', { cause })
  return new LlmError('unavailable', { cause })
}

/** Why the model stopped; throws where that was no proper end. */
export function endOf(finishReason: string): 'stop' | 'length' {
  if (finishReason === 'stop' || finishReason === 'length') return finishReason
  if (finishReason === 'content_filter') throw new LlmError('refused')
  if (finishReason === 'insufficient_system_resource') throw new LlmError('busy')
  throw new LlmError('broken')
}
