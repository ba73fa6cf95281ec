import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediaUrl } from '@/platform/api-address'
import { showPictures } from '@/platform/local-file'
import { hasPictureViewer } from '@/platform/show-file'
import { useQuery } from '@/app/query'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { withPermission } from '@/app/shell/with-permission'
import { FieldError } from '@/ui/field-frame'
import { PictureView } from '@/ui/picture-view'
import { REVIEWS_KEY, readReviews, useDeciding, type Waiting } from './decide'
import { titleOf } from './format'
import { RefuseSheet } from './refuse-sheet'
import { ReviewCard } from './review-card'
import '../staff.scss'

/** Texts and pictures that no service has judged: staff lets them stand, or takes them down and says why. */
function Reviews() {
  const reviews = useQuery(REVIEWS_KEY, readReviews)
  const { run, running, problem } = useDeciding()
  const [refusing, setRefusing] = useState<Waiting>()
  const [viewing, setViewing] = useState<Waiting>()
  const enlarge = (one: Waiting) => {
    const url = mediaUrl(one.pictureUrl ?? '')
    if (hasPictureViewer) showPictures([url], url)
    else setViewing(one)
  }
  return (
    <Screen
      title="内容审核"
      query={reviews}
      isEmpty={({ items }) => items.length === 0}
      empty={{ art: 'nothing-found', title: '没有要看的内容', text: '系统判断不了的文字和图片会排在这里' }}
    >
      {({ items, total }) => (
        <View className="staff-page">
          <View className="staff-note">
            {total > items.length ? `一共${total}条，先看最早的${items.length}条。` : `一共${total}条，等得久的在前。`}
            阿姨的照片和文字没看过之前，外人看不到。
          </View>
          {problem ? <FieldError {...problem} /> : null}
          {items.map((one) => (
            <ReviewCard
              key={one.id}
              item={one}
              busy={running?.[0].id === one.id ? running[1].verdict : undefined}
              onPass={() => void run(one, { verdict: 'pass' })}
              onRefuse={() => setRefusing(one)}
              onEnlarge={() => enlarge(one)}
            />
          ))}
          {refusing ? <RefuseSheet key={refusing.id} item={refusing} onClose={() => setRefusing(undefined)} /> : null}
          <PictureView
            pictures={viewing ? [mediaUrl(viewing.pictureUrl ?? '')] : []}
            at={viewing ? 0 : undefined}
            title={viewing ? titleOf(viewing) : ''}
            onTurn={() => undefined}
            onClose={() => setViewing(undefined)}
          />
        </View>
      )}
    </Screen>
  )
}

const Permitted = withPermission({ permission: 'content:review', title: '审核内容' }, Reviews)

export default guardPage(Permitted)
