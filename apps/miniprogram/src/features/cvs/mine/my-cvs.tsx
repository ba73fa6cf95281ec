import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { titleOf } from '@qingpin/cv/summary'
import { useState } from 'react'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { Button } from '@/ui/button'
import { Card, SectionHead } from '@/ui/card'
import { Empty } from '@/ui/empty'
import { FieldError } from '@/ui/field-frame'
import { IconButton } from '@/ui/icon-button'
import { readError } from '@/ui/read-error'
import { formatTime } from '@/ui/format-time'
import { Skeleton } from '@/ui/skeleton'
import { Tag } from '@/ui/tag'
import { type CvCard, useMyCvs } from '../api'
import { unsavedIds } from '../editor/local-copy'
import { CvActions } from './cv-actions'
import { useNewCv } from './use-new-cv'
import './my-cvs.scss'

const PITCH = '手机上就能写，写着写着就存好了\n写完排成 PDF，直接发给招聘的人'

interface MyCvsProps {
  /** Whether the page has no other primary action. */
  readonly first: boolean
}

/** For the records tab: my CVs, and a way to begin one. */
export function MyCvs({ first }: MyCvsProps) {
  const account = useAccount()
  const { data, error, offline, refetch } = useMyCvs()
  const { begin, busy, problem } = useNewCv()
  const items = account ? data?.items : []
  if (items === undefined) {
    if (error === undefined && !offline) return <Skeleton rows={2} />
    return (
      <Card>
        <View className="cvm-name">{error === undefined ? '没连上网' : readError(error).title}</View>
        <View className="cvm-note">写好的简历存在我们这里，没有丢</View>
        <View className="cvm-act">
          <Button kind="plain" onTap={() => void refetch()}>
            再试一次
          </Button>
        </View>
      </Card>
    )
  }
  if (items.length === 0) {
    return (
      <View className="cvm-empty">
        <Empty
          art="cv"
          title="办公室、门店的简历"
          text={PITCH}
          action={{ text: '写一份简历', onTap: begin, busy, second: !first }}
        />
        {problem ? <FieldError {...problem} /> : null}
      </View>
    )
  }
  return (
    <View>
      <SectionHead title="办公室、门店的简历" />
      <Cards items={items} />
      <View className="cvm-act">
        <Button kind="sec2" icon="plus" busy={busy} onTap={begin}>
          再写一份
        </Button>
      </View>
      {problem ? <FieldError {...problem} /> : null}
    </View>
  )
}

function Cards({ items }: { readonly items: readonly CvCard[] }) {
  const [chosen, setChosen] = useState<CvCard>()
  const unsaved = unsavedIds()
  return (
    <>
      {items.map((cv) => (
        <One key={cv.id} cv={cv} unsaved={unsaved.includes(cv.id)} onMore={() => setChosen(cv)} />
      ))}
      <CvActions cv={chosen} onClose={() => setChosen(undefined)} />
    </>
  )
}

interface OneProps {
  readonly cv: CvCard
  readonly unsaved: boolean
  readonly onMore: () => void
}

function One({ cv, unsaved, onMore }: OneProps) {
  const { id, title, name, role, latest, updatedAt } = cv
  const called = titleOf(title, role)
  return (
    <Card onTap={() => go('cvEdit', { id })}>
      <View className="cvm-card">
        <View className="cvm-card__text">
          <View className="cvm-card__line">
            <View className="cvm-name">{called}</View>
            {unsaved ? <Tag tone="warn">有改动存在本机</Tag> : null}
          </View>
          <View className="cvm-note">{[name, latest].filter(Boolean).join('，') || '还没写内容'}</View>
          <View className="cvm-time">{`${formatTime(Date.parse(updatedAt), serverNow())}改过`}</View>
        </View>
        <IconButton icon="more" label={`${called}，更多`} onTap={onMore} />
      </View>
    </Card>
  )
}
