import { Image, View } from '@tarojs/components'
import { serverNow } from '@/app/clock'
import { mediaUrl } from '@/platform/api-address'
import { formatDay } from '@/ui/format-time'
import { MetaLine } from '@/ui/meta-line'
import type { Article } from '../api'
import { Blocks } from './blocks'
import './article.scss'

interface ArticleReadingProps extends Pick<Article, 'title' | 'author' | 'source' | 'coverUrl' | 'blocks'> {
  /** Absent before it is published. */
  readonly publishedAt: string | null
  /** Of the article, for measuring how far it was read. */
  readonly id?: string
  /** The part where the reader stopped. */
  readonly at?: number | undefined
}

/** An article as its readers see it. */
export function ArticleReading(props: ArticleReadingProps) {
  const { title, author, source, coverUrl, publishedAt, blocks, id, at } = props
  const from = source === author ? '' : source
  const day = publishedAt === null ? '还没发布' : formatDay(Date.parse(publishedAt), serverNow())
  return (
    <View className="art" id={id === undefined ? undefined : `art-${id}`}>
      <View className="art__title">{title}</View>
      <MetaLine tone="ink-3" facts={[author, from, day]} />
      {coverUrl ? <Image className="art__cover" src={mediaUrl(coverUrl)} mode="aspectFill" /> : null}
      <Blocks blocks={blocks} at={at} />
    </View>
  )
}
