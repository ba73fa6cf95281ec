import { View } from '@tarojs/components'
import { isApiError } from '@qingpin/contract/client'
import { CallAgency } from '@/app/agency'
import { replace, urlOf, useParams } from '@/app/pages'
import { useShare } from '@/platform/share'
import { Button } from '@/ui/button'
import { Empty } from '@/ui/empty'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { Bone } from '@/ui/skeleton'
import { toast } from '@/ui/toast'
import { useArticle } from '../api'
import { ReadBar, ReadOn, useReading } from '../progress'
import { ArticleReading } from './reading'
import './article.scss'

/** The request has only the id, so a 400 means that the id is malformed. */
const isGone = (error: unknown) => isApiError(error) && (error.status === 404 || error.status === 400)

function ArticlePage() {
  const { id } = useParams('article')
  return id ? <Opened id={id} /> : <Gone />
}

function Opened({ id }: { readonly id: string }) {
  const article = useArticle(id)
  const copyAddress = useShare({ title: article.data?.title ?? '轻聘', path: urlOf('article', { id }) })
  const reading = useReading(id, article.data?.blocks.length ?? 0)
  if (isGone(article.error)) return <Gone />
  const copy = async () => {
    if (await copyAddress?.()) toast('链接复制好了')
  }
  return (
    <Screen title="文章" query={article} skeleton={<ArticleSkeleton />} bar={<ReadBar percent={reading.percent} />}>
      {(data) => (
        <View>
          <ReadOn reading={reading} />
          <ArticleReading {...data} id={id} at={reading.at} />
          <View className="art-end">
            <Button
              kind="plain"
              size="m"
              icon="share"
              openType={copyAddress ? undefined : 'share'}
              onTap={() => void copy()}
            >
              {copyAddress ? '复制链接' : '转发'}
            </Button>
            <CallAgency>打电话问</CallAgency>
          </View>
        </View>
      )}
    </Screen>
  )
}

/** For an article that is unpublished or whose address is incomplete. */
function Gone() {
  return (
    <Screen title="文章" pad={false}>
      <Empty
        art="link-closed"
        title="这篇文章不在了"
        text={'链接不全，或者收起来了\n别的文章都还在'}
        action={{ text: '看别的文章', onTap: () => replace('articles') }}
      />
    </Screen>
  )
}

function ArticleSkeleton() {
  return (
    <View className="q-skel art art-bones" role="status" ariaLabel="正在取文章">
      <Bone width={82} height="m" />
      <Bone width={46} />
      <View className="art__cover art-bones__cover" />
      <Bone width={100} />
      <Bone width={96} />
      <Bone width={64} />
    </View>
  )
}

export default guardPage(ArticlePage)
