import { View } from '@tarojs/components'
import { useState } from 'react'
import { useActions } from '@/app/use-action'
import { go } from '@/app/pages'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { Row } from '@/ui/row'
import { Switch } from '@/ui/switch'
import { toast } from '@/ui/toast'
import { setMyVisibility, useMyVisibility, type Visibility } from './api'
import { labelOfConsent, mySwitch, formatMine, formatMyConsent, formatShownAgain } from './format-publicity'
import { ShareSheet } from './share-sheet'
import { UnknownCard } from './unknown-card'
import './publicity.scss'

interface MyCardProps {
  readonly id: string
  readonly name: string
}

/** The worker's own settings of what is public, effective at once. */
export function MyPublicityCard({ id, name }: MyCardProps) {
  const { data, error, refetch } = useMyVisibility()
  if (data?.visibility) return <Known id={id} name={name} visibility={data.visibility} />
  return <UnknownCard title="谁看得到我" error={error} onRetry={() => void refetch()} />
}

function Known({ id, name, visibility }: MyCardProps & { readonly visibility: Visibility }) {
  const [sharing, setSharing] = useState(false)
  const { busy, problem, run } = useActions()
  const words = formatMine(visibility)
  const { on: open, hers } = mySwitch(visibility)
  const hidden = visibility.hiddenAt !== null
  const hide = async (on: boolean) => {
    if (await run(() => setMyVisibility({ hidden: !on })))
      toast(on ? formatShownAgain(visibility) : '收起来了，雇主看不到您')
  }
  return (
    <Card title="谁看得到我" pad="rows">
      <Row
        title={words.title}
        note={words.text}
        trail={<Switch on={open} disabled={busy || !hers} label="公开我的简历" onChange={(on) => void hide(on)} />}
      />
      {hidden
        ? null
        : visibility.consents
            .filter(({ field }) => field !== 'listed')
            .map((consent) => (
              <Row
                key={consent.field}
                title={labelOfConsent(consent.field)}
                note={formatMyConsent(consent)}
                trail={
                  <Switch
                    on={consent.agreed}
                    disabled={busy}
                    label={`公开${labelOfConsent(consent.field)}`}
                    onChange={(on) => void run(() => setMyVisibility({ consents: { [consent.field]: on } }))}
                  />
                }
              />
            ))}
      {problem ? <FieldError {...problem} /> : null}
      <View className="pub-words pub-words--row">身份证、住址和体检报告从不公开。</View>
      {visibility.listed ? (
        <Row
          icon="share"
          title="分享我的简历"
          note="发给熟人，到时间自动关"
          opens={false}
          onTap={() => setSharing(true)}
        />
      ) : null}
      <Row icon="link" title="我的分享" note="谁分享过，多少人看过" onTap={() => go('myShares')} />
      <ShareSheet open={sharing} resumeId={id} name={name} onClose={() => setSharing(false)} />
    </Card>
  )
}
