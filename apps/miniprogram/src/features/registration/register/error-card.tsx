import { View } from '@tarojs/components'
import { go } from '@/app/pages'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { classNames } from '@/ui/class-names'
import { Icon } from '@/ui/icon'
import { problemOf, readError, type Problem } from '@/ui/read-error'
import { CallAgency, useAgencyName } from '@/app/agency'
import { OnFile } from './on-file-card'
import { type ClaimedRecord, type SubmitError } from './submit'

interface ErrorCardProps {
  readonly error: SubmitError
  readonly onClaimed: (reply: ClaimedRecord) => void
}

/** Why the registration was not sent, that the answers are safe, and what to do. */
export function ErrorCard({ error, onClaimed }: ErrorCardProps) {
  const agency = useAgencyName()
  const onFile = error.kind === 'on-file'
  const { title, text } = wordsOf(error, agency)
  return (
    <Card className="reg-error">
      <View className={classNames('reg-error__head', onFile && 'reg-error__head--good')} role="status">
        <Icon name={onFile ? 'doc' : 'alert'} size="s" className="reg-error__i" />
        <View className="reg-error__title">{title}</View>
      </View>
      <View className="reg-error__text">{text}</View>
      {error.kind === 'registered' ? (
        <Button kind="sec2" size="m" onTap={() => go('myResume')}>
          看我的简历
        </Button>
      ) : null}
      {onFile ? <OnFile onClaimed={onClaimed} /> : null}
      {error.kind === 'duplicate-phone' ? <CallAgency kind="sec2">打电话问经纪人</CallAgency> : null}
    </Card>
  )
}

export const problemOfError = (error: SubmitError): Problem =>
  error.kind === 'failed' ? problemOf(error.cause) : { text: wordsOf(error, '').title }

const SAFE = '填过的内容都存在本机，没有丢。'

interface Words {
  readonly title: string
  readonly text: string
}

function wordsOf(error: SubmitError, agency: string): Words {
  switch (error.kind) {
    case 'registered':
      return { title: '您已经登记过了', text: '一个账号只登记一份。要改里面的内容，打电话给我们就行。' }
    case 'duplicate-phone':
      return { title: '这个号码登记过了', text: `多半是经纪人帮您登记过。打电话给${agency}核对，不用再填一遍。` }
    case 'on-file':
      return {
        title: '您的档案已经在了',
        text: `${agency}帮您登记过。号码验证过了，接着用就行，不用再填一遍。`,
      }
    case 'signed-out':
      return { title: '登录过期了', text: `${SAFE}用短信验证一下，再接着交。` }
    default: {
      const { title, art } = readError(error.cause)
      return {
        title,
        text: art === 'offline' ? `${SAFE}连上网再试一次，不会登记两份。` : `${SAFE}可以再试一次，不会登记两份。`,
      }
    }
  }
}
