import { Image, View } from '@tarojs/components'
import { ARTICLE_STATES, type ArticleState } from '@qingpin/contract/content/content.enums'
import { storedText } from '@qingpin/contract/core/text'
import { useState, type ReactNode } from 'react'
import { serverNow } from '@/app/clock'
import { go } from '@/app/pages'
import { Screen } from '@/app/shell/screen'
import { useDebounced } from '@/app/use-debounced'
import { usePreviousList } from '@/app/use-previous-list'
import { mediaUrl } from '@/platform/api-address'
import { Button } from '@/ui/button'
import { Chips } from '@/ui/chips'
import { FootBar } from '@/ui/foot-bar'
import { formatTime } from '@/ui/format-time'
import { ListEnd } from '@/ui/list-end'
import { ListSheet } from '@/ui/list-sheet'
import { SearchBox } from '@/ui/search-box'
import { Tag } from '@/ui/tag'
import { Tap } from '@/ui/tap'
import { useManagedArticles, type ManagedCard } from '../api'
import { articleDrafts } from '../article/form'

/** As long as the API takes it. */
const LONGEST = 50
const STATES = [{ value: '', label: '全部' }, ...ARTICLE_STATES] as const

/** Drafts and published articles, the last changed first. */
export function ArticleList({ choice }: { readonly choice: ReactNode }) {
  const [typed, setTyped] = useState('')
  const [state, setState] = useState<ArticleState | ''>('')
  const keyword = storedText(useDebounced(typed)).slice(0, LONGEST)
  const list = usePreviousList(useManagedArticles(state || undefined, keyword))
  const narrowed = keyword !== '' || state !== ''
  const unsent = articleDrafts.of('new').read()
  return (
    <Screen
      title="文章和轮播图"
      pad={false}
      query={list}
      onEnd={list.loadMore}
      head={
        <View className="ce-tools">
          {choice}
          <SearchBox placeholder="标题、正文里的字" value={typed} onInput={setTyped} />
          <Chips<ArticleState | ''> options={STATES} value={[state]} onTap={setState} />
        </View>
      }
      empty={
        narrowed
          ? { art: 'nothing-found', title: '没有找到', text: '换个短一点的词，或者看全部' }
          : {
              art: 'nothing-found',
              title: '还没有文章',
              text: '写一篇，客人在首页和文章里看得到',
              action: { text: '写文章', onTap: () => go('articleEdit') },
            }
      }
      foot={
        <FootBar>
          <Button grow icon="plus" onTap={() => go('articleEdit')}>
            {unsent ? '接着写没写完的文章' : '写文章'}
          </Button>
        </FootBar>
      }
    >
      {(items) => (
        <ListSheet>
          {[...new Map(items.map((one) => [one.id, one])).values()].map((article) => (
            <ArticleLine key={article.id} article={article} />
          ))}
          <ListEnd list={list} />
        </ListSheet>
      )}
    </Screen>
  )
}

function ArticleLine({ article }: { readonly article: ManagedCard }) {
  const { id, title, status, views, finished, coverUrl, updatedAt, updatedBy } = article
  const when = `${updatedBy ?? '同事'} ${formatTime(Date.parse(updatedAt), serverNow())}改的`
  return (
    <Tap className="ce-row" role="link" onTap={() => go('articleEdit', { id })}>
      <View className="ce-row__text">
        <View className="ce-row__title">{title}</View>
        <View className="ce-row__note">{when}</View>
        <View className="ce-row__tags">
          <Tag tone={status === 'published' ? 'ok' : 'plain'}>{status === 'published' ? '已发布' : '草稿'}</Tag>
          {status === 'published' ? <Tag tone="plain">{`${views}次打开，${finished}次看完`}</Tag> : null}
        </View>
      </View>
      {coverUrl ? <Image className="ce-row__pic" src={mediaUrl(coverUrl)} mode="aspectFill" lazyLoad /> : null}
    </Tap>
  )
}
