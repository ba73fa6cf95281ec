import { serverNow } from '@/app/clock'
import { can } from '@qingpin/contract/core/policy'
import { useState } from 'react'
import { useActions } from '@/app/use-action'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { Row } from '@/ui/row'
import { Switch } from '@/ui/switch'
import { setVisibility, useVisibility, type Visibility } from './api'
import { ConsentSheet } from './consent-sheet'
import { agreedToListing, labelOfConsent, formatListed, whyNoShare } from './format-publicity'
import { ListingSheet } from './listing-sheet'
import { ShareSheet } from './share-sheet'
import { UnknownCard } from './unknown-card'
import './publicity.scss'

interface StaffCardProps {
  readonly id: string
  readonly name: string
}

/** Listing, consents and shares of a resume, for staff. */
export function PublicityCard({ id, name }: StaffCardProps) {
  const { data, error, refetch } = useVisibility(id)
  if (data) return <Known id={id} name={name} visibility={data} />
  return <UnknownCard title="公开与分享" error={error} onRetry={() => void refetch()} />
}

const formatAgreed = ({ consents }: Visibility) => {
  const fields = consents.filter(({ agreed }) => agreed).map(({ field }) => labelOfConsent(field))
  return fields.length > 0 ? fields.join('、') : '都没有'
}

function Known({ id, name, visibility }: StaffCardProps & { readonly visibility: Visibility }) {
  const account = useAccount()
  const mayEdit = account !== undefined && can(account.role, 'resume:edit')
  const [open, setOpen] = useState<'consents' | 'listing' | 'share'>()
  const { busy, problem, run } = useActions()
  const words = formatListed(visibility, serverNow())
  const wanted = !visibility.draft && visibility.unlistedAt === null
  const close = () => setOpen(undefined)
  // One who hides herself decides when she comes back.
  const asks = !agreedToListing(visibility) && visibility.hiddenAt === null
  const list = (listed: boolean) => {
    if (listed && asks) setOpen('listing')
    else void run(() => setVisibility(id, { listed }))
  }
  return (
    <Card title="公开与分享" pad="rows">
      <Row
        icon={visibility.listed ? 'eye' : 'eye-off'}
        title={words.title}
        note={words.text}
        trail={mayEdit ? <Switch on={wanted} disabled={busy} label="上架给客户看" onChange={list} /> : undefined}
      />
      {problem ? <FieldError {...problem} /> : null}
      <Row
        icon="shield"
        title="她同意公开的"
        note={formatAgreed(visibility)}
        onTap={mayEdit ? () => setOpen('consents') : undefined}
      />
      {visibility.listed ? (
        <Row icon="share" title="分享给客户" note="发链接或二维码" opens={false} onTap={() => setOpen('share')} />
      ) : (
        <Row icon="share" title="分享给客户" note={whyNoShare(visibility, mayEdit)} />
      )}
      <Row icon="link" title="分享过的链接" onTap={() => go('myShares', { resumeId: id })} />
      <ListingSheet open={open === 'listing'} id={id} draft={visibility.draft} onClose={close} />
      <ConsentSheet open={open === 'consents'} id={id} consents={visibility.consents} onClose={close} />
      <ShareSheet open={open === 'share'} resumeId={id} name={name} onClose={close} />
    </Card>
  )
}
