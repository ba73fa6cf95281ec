import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Card } from './card'
import { Icon } from './icon'
import { Tap } from './tap'
import './charts.scss'

type BarTone = 'accent' | 'rest' | 'bad'

interface ChartCardProps {
  readonly title: string
  readonly note?: string | undefined
  readonly legend?: readonly (readonly [tone: BarTone, text: string])[] | undefined
  readonly children: ReactNode
}

/** A chart; its title says what it shows. */
export function ChartCard({ title, note, legend, children }: ChartCardProps) {
  return (
    <Card title={title}>
      {note ? <View className="q-chart-note">{note}</View> : null}
      {legend ? (
        <View className="q-chart-legend">
          {legend.map(([tone, text]) => (
            <View className="q-chart-legend__one" key={text}>
              <View className={`q-chart-legend__dot q-chart-tone--${tone}`} />
              {text}
            </View>
          ))}
        </View>
      ) : null}
      {children}
    </Card>
  )
}

interface BarProps {
  readonly name: string
  /** From left to right. */
  readonly parts: readonly { readonly n: number; readonly tone: BarTone }[]
  /** What a full bar stands for. */
  readonly most: number
  readonly value: ReactNode
  /** The numbers are of different lengths, and the bars end in one line nevertheless. */
  readonly long?: boolean
  /** The numbers as a sentence. */
  readonly label: string
  readonly onTap?: (() => void) | undefined
}

/** One bar of parts with its name and number; it opens its list. */
export function Bar({ name, parts, most, value, long = false, label, onTap }: BarProps) {
  const className = long ? 'q-chart-bar q-chart-bar--long' : 'q-chart-bar'
  const inside = (
    <>
      <View className="q-chart-bar__k">{name}</View>
      <View className="q-chart-bar__track">
        {parts.map(({ n, tone }) =>
          n > 0 ? (
            <View
              key={tone}
              className={`q-chart-bar__part q-chart-tone--${tone}`}
              style={{ width: `${(n / most) * 100}%` }}
            />
          ) : null,
        )}
      </View>
      <View className="q-chart-bar__n">{value}</View>
      <View className="q-chart-bar__go">{onTap ? <Icon name="right" size="xs" /> : null}</View>
    </>
  )
  if (!onTap)
    return (
      <View className={className} role="img" ariaLabel={label}>
        {inside}
      </View>
    )
  return (
    <Tap className={className} role="link" label={label} onTap={onTap}>
      {inside}
    </Tap>
  )
}

const SIDE = { width: 300, height: 100 }

/** The line as a picture that serves as a mask, so that it has the colour of the theme. */
function lineMask(points: readonly (number | null)[], top: number): string {
  const step = points.length > 1 ? SIDE.width / (points.length - 1) : 0
  const path = points
    .flatMap((value, i) => (value === null ? [] : [`${Math.round(i * step)} ${yOf(value, top)}`]))
    .join('L')
  const svg =
    `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${SIDE.width} ${SIDE.height}' preserveAspectRatio='none'>` +
    `<path d='M${path}' fill='none' stroke='#000' stroke-width='2' stroke-linejoin='round' stroke-linecap='round' ` +
    `vector-effect='non-scaling-stroke'/></svg>`
  return `url("data:image/svg+xml,${svg.replace(/[<>#"% ]/g, encodeURIComponent)}")`
}

const yOf = (value: number, top: number): number => Math.round(SIDE.height - (Math.min(value, top) / top) * SIDE.height)

interface LineProps {
  /** Null where there is none. */
  readonly points: readonly (number | null)[]
  readonly goal: number
  readonly format: (value: number) => string
  readonly from: string
  readonly to: string
  readonly label: string
}

/** A line with its first and last value written, and the goal as a dashed line. */
export function Line({ points, goal, format, from, to, label }: LineProps) {
  const known = points.flatMap((value, i) => (value === null ? [] : [{ value, i }]))
  const top = Math.max(goal * 2, ...known.map(({ value }) => value))
  const [first, last] = [known[0], known.at(-1)]
  // Two values side by side would cover each other.
  const apart = first && last ? last.i - first.i > points.length / 3 : false
  const mask = lineMask(points, top)
  const at = ({ value, i }: { value: number; i: number }) => ({
    left: `${points.length > 1 ? (i / (points.length - 1)) * 100 : 0}%`,
    top: `${yOf(value, top)}%`,
  })
  return (
    <View className="q-chart-line" role="img" ariaLabel={label}>
      <View className="q-chart-line__plot">
        <View className="q-chart-line__top">{format(top)}</View>
        <View className="q-chart-line__goal" style={{ top: `${yOf(goal, top)}%` }} />
        {known.length > 1 ? (
          <View className="q-chart-line__path" style={{ WebkitMaskImage: mask, maskImage: mask }} />
        ) : null}
        {first && first !== last ? (
          <View className="q-chart-line__dot q-chart-line__dot--first" style={at(first)}>
            {apart ? (
              <View className="q-chart-line__value q-chart-line__value--first">{format(first.value)}</View>
            ) : null}
          </View>
        ) : null}
        {last ? (
          <View className="q-chart-line__dot" style={at(last)}>
            <View className="q-chart-line__value">{format(last.value)}</View>
          </View>
        ) : null}
      </View>
      <View className="q-chart-line__x">
        <View>{from}</View>
        <View>{to}</View>
      </View>
    </View>
  )
}

interface ColumnsProps {
  readonly groups: readonly { readonly name: string; readonly values: readonly [number, number] }[]
  readonly label: string
  readonly onTap: () => void
}

/** Two columns a group; the last ones have their numbers. */
export function Columns({ groups, label, onTap }: ColumnsProps) {
  const most = Math.max(1, ...groups.flatMap(({ values }) => values))
  return (
    <Tap className="q-chart-cols" role="link" label={label} onTap={onTap}>
      {groups.map(({ name, values }, i) => (
        <View className="q-chart-cols__group" key={name}>
          <View className="q-chart-cols__pair">
            {values.map((value, j) => (
              <View className="q-chart-cols__slot" key={j === 0 ? 'came' : 'claimed'}>
                {i === groups.length - 1 ? <View className="q-chart-cols__n">{value}</View> : null}
                <View
                  className={`q-chart-cols__bar q-chart-tone--${j === 0 ? 'rest' : 'accent'}`}
                  style={{ height: `${(value / most) * 72}%` }}
                />
              </View>
            ))}
          </View>
          <View className="q-chart-cols__x">{name}</View>
        </View>
      ))}
    </Tap>
  )
}
