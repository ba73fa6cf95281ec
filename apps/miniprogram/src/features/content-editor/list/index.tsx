import { View } from '@tarojs/components'
import { useState } from 'react'
import { useParams } from '@/app/pages'
import { guardPage } from '@/app/shell/guard-page'
import { withPermission } from '@/app/shell/with-permission'
import { Segmented } from '@/ui/segmented'
import { ArticleList } from './article-list'
import { BannerList } from './banner-list'
import '../content-editor.scss'

type Kind = 'articles' | 'banners'
const KINDS = [
  { value: 'articles' as Kind, label: '文章' },
  { value: 'banners' as Kind, label: '轮播图' },
]

function ContentList() {
  const { kind } = useParams('contentList')
  const [shown, setShown] = useState<Kind>(kind === 'banners' ? 'banners' : 'articles')
  const choice = (
    <View>
      <Segmented<Kind> options={KINDS} value={shown} onChange={setShown} />
    </View>
  )
  return shown === 'articles' ? <ArticleList choice={choice} /> : <BannerList choice={choice} />
}

const Permitted = withPermission({ permission: 'content:edit', title: '管文章和轮播图' }, ContentList)

export default guardPage(Permitted)
