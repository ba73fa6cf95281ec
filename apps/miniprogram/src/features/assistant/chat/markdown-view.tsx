import { Text, View } from '@tarojs/components'
import { memo } from 'react'
import { classNames } from '@/ui/class-names'
import { piecesOf, readBlocks, readSpans, type Block, type Span } from './markdown'
import './markdown.scss'

export interface MarkdownProps {
  readonly text: string
  /** Still being written: the caret stands at its end. */
  readonly live?: boolean
  /** It was stopped somewhere in the middle. */
  readonly cut?: boolean
}

/** Blocks are only appended and only the last one changes, so that setData stays small. */
export function Markdown({ text, live = false, cut = false }: MarkdownProps) {
  const blocks = readBlocks(text, live || cut)
  return (
    <View className="md">
      {blocks.map((block, index) => (
        <BlockView key={index} {...block} live={live && index === blocks.length - 1} />
      ))}
    </View>
  )
}

const BlockView = memo(function BlockView({ kind, text, mark, live }: Block & { readonly live: boolean }) {
  const name = classNames('md__block', `md__${kind}`, live && kind !== 'item' && 'md__live')
  if (kind === 'rule') return <View className={name} />
  if (kind === 'code') return <View className={name}>{piecesOf(text)}</View>
  const inside = readSpans(text).map((span, index) => <SpanView key={index} {...span} />)
  if (kind !== 'item') return <View className={name}>{inside}</View>
  return (
    <View className={name}>
      <View className="md__mark">{mark}</View>
      <View className={classNames('md__said', live && 'md__live')}>{inside}</View>
    </View>
  )
})

const SpanView = memo(function SpanView({ kind, text }: Span) {
  return <Text className={classNames('md__span', kind !== 'plain' && `md__${kind}-in`)}>{piecesOf(text)}</Text>
})
