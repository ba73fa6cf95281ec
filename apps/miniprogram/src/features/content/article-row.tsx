import { serverNow } from '@/app/clock'
import { Image, View } from '@tarojs/components'
import { go } from '@/app/pages'
import { mediaUrl } from '@/platform/api-address'
import { MetaLine } from '@/ui/meta-line'
import { formatDay } from '@/ui/format-time'
import { Tap } from '@/ui/tap'
import type { ArticleCard } from './api'
import { progressWords } from './stored-progress'
import './article-row.scss'

export interface ArticleRowProps {
  readonly article: ArticleCard
  /** Two lines of what it is about; for the list, where one chooses. */
  readonly summary?: boolean
}

export function ArticleRow({ article, summary = false }: ArticleRowProps) {
  const { id, title, author, coverUrl, publishedAt } = article
  return (
    <Tap className="ar-row" role="link" onTap={() => go('article', { id })}>
      <View className="ar-row__text">
        <View className="ar-row__title">{title}</View>
        {summary && article.summary ? <View className="ar-row__note">{article.summary}</View> : null}
        <MetaLine tone="ink-3" facts={[author, formatDay(Date.parse(publishedAt), serverNow()), progressWords(id)]} />
      </View>
      {coverUrl ? <Image className="ar-row__cover" src={mediaUrl(coverUrl)} mode="aspectFill" lazyLoad /> : null}
    </Tap>
  )
}
