import { View } from '@tarojs/components'
import { labelOf } from '@qingpin/contract/core/choices'
import { NURSE_LEVELS } from '@qingpin/contract/resumes/resumes.enums'
import { COMPARED_MOST } from '@qingpin/contract/shortlists/shortlists.rules'
import { classNames } from '@/ui/class-names'
import type { GuestWorker } from '../api'
import { Watermark } from './watermark'

interface Line {
  readonly label: string
  readonly of: (worker: GuestWorker) => string
  /** The smaller the better; nothing is marked without it. */
  readonly rank?: (worker: GuestWorker) => number
}

const LINES: readonly Line[] = [
  {
    label: '价格',
    of: ({ expectedSalary }) => (expectedSalary > 0 ? String(expectedSalary) : '面议'),
    rank: ({ expectedSalary }) => expectedSalary || Infinity,
  },
  {
    label: '经验',
    of: ({ experienceYears: years }) => (years === null ? '没说' : years > 0 ? `${years}年` : '不到1年'),
    rank: ({ experienceYears }) => -(experienceYears ?? -1),
  },
  { label: '级别', of: ({ maternityNurseLevel: level }) => (level ? labelOf(NURSE_LEVELS, level) : '没评') },
  { label: '籍贯', of: ({ nativePlace }) => nativePlace ?? '没填' },
  { label: '能来', of: ({ start }) => start ?? '没说' },
  {
    label: '评价',
    of: ({ rating }) => (rating ? `${rating.mean.toFixed(1)}，${rating.count}条` : '暂无'),
    rank: ({ rating }) => -(rating?.mean ?? 0),
  },
]

/** The likes of the customer stand between the price and the rest. */
function linesFor(workers: readonly GuestWorker[]): readonly Line[] {
  const likes = workers[0]?.likes ?? []
  const [first, ...rest] = LINES
  const wished = likes.map(({ like }, i): Line => ({
    label: like,
    of: (worker) => (worker.likes[i]?.said ? '有' : '没写'),
    rank: (worker) => (worker.likes[i]?.said ? 0 : 1),
  }))
  return [...(first ? [first] : []), ...wished, ...rest]
}

interface CompareCardProps {
  readonly workers: readonly GuestWorker[]
  readonly words: string
}

/** Up to three workers side by side. What is better is heavier; nothing is coloured. */
export function CompareCard({ workers, words }: CompareCardProps) {
  if (workers.length === 0) return null
  return (
    <View className="sl-card sl-cmp">
      <View className="sl-cmp__head">
        <View className="sl-cmp__title">比一比</View>
        <View className="sl-cmp__most">最多{COMPARED_MOST}位</View>
      </View>
      <View className="sl-cmp__row sl-cmp__row--names">
        <View className="sl-cmp__k" />
        {workers.map(({ id, name }) => (
          <View className="sl-cmp__v sl-cmp__v--better" key={id}>
            {name}
          </View>
        ))}
        {workers.length < COMPARED_MOST ? <View className="sl-cmp__v sl-cmp__v--more">还能再选</View> : null}
      </View>
      {linesFor(workers).map(({ label, of, rank }) => {
        const ranks = rank ? workers.map(rank) : []
        const best = Math.min(...ranks)
        const differs = ranks.some((one) => one !== best)
        return (
          <View className="sl-cmp__row" key={label}>
            <View className="sl-cmp__k">{label}</View>
            {workers.map((worker, i) => (
              <View
                className={classNames('sl-cmp__v', differs && ranks[i] === best && 'sl-cmp__v--better')}
                key={worker.id}
              >
                {of(worker)}
              </View>
            ))}
            {workers.length < COMPARED_MOST ? <View className="sl-cmp__v" /> : null}
          </View>
        )
      })}
      <Watermark words={words} />
    </View>
  )
}
