import { storedText } from '@qingpin/contract/core/text'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useDebounced } from '@/app/use-debounced'
import { usePreviousList } from '@/app/use-previous-list'
import { ListEnd } from '@/ui/list-end'
import { ListSheet } from '@/ui/list-sheet'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { SearchBox } from '@/ui/search-box'
import { useArticles, type ArticleCard } from '../api'
import { ArticleRow } from '../article-row'
import { Bone } from '@/ui/skeleton'
import './articles.scss'

/** As long as the API takes it. */
const LONGEST = 50

function Articles() {
  const [typed, setTyped] = useState('')
  const keyword = storedText(useDebounced(typed)).slice(0, LONGEST)
  const list = usePreviousList(useArticles(keyword))
  const head = (
    <View className="arl-tools">
      <SearchBox placeholder="搜文章" value={typed} onInput={setTyped} />
    </View>
  )
  return (
    <Screen
      title="文章"
      pad={false}
      query={list}
      onEnd={list.loadMore}
      skeleton={<RowsSkeleton />}
      head={head}
      empty={
        keyword
          ? {
              art: 'nothing-found',
              title: '没有找到',
              text: '换个短一点的词再试',
              action: { text: '看全部文章', onTap: () => setTyped('') },
            }
          : { art: 'nothing-found', title: '还没有文章', text: '写好的会出现在这里' }
      }
    >
      {(articles) => (
        <ListSheet>
          {unique(articles).map((article) => (
            <ArticleRow key={article.id} article={article} summary />
          ))}
          <ListEnd list={list} />
        </ListSheet>
      )}
    </Screen>
  )
}

/** Pages are numbered, so a new article shifts the last row of a page to the next one: duplicates are removed. */
const unique = (articles: readonly ArticleCard[]) => [...new Map(articles.map((one) => [one.id, one])).values()]

function RowsSkeleton() {
  return (
    <ListSheet waitsFor="正在取文章">
      {[0, 1, 2, 3, 4].map((row) => (
        <View className="ar-row" key={row}>
          <View className="ar-row__text arl-bones">
            <Bone width={78} height="m" />
            <Bone width={94} />
            <Bone width={42} />
          </View>
          <View className="ar-row__cover arl-bone" />
        </View>
      ))}
    </ListSheet>
  )
}

export default guardPage(Articles)
