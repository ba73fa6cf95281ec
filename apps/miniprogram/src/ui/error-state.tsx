import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { copyText } from '@/platform/clipboard'
import { Art } from './art'
import { Button } from './button'
import { Card } from './card'
import { EmptyText } from './empty'
import { Icon } from './icon'
import { readError } from './read-error'
import { Row } from './row'
import { formatTime } from './format-time'
import { Tap } from './tap'
import { toast } from './toast'
import './empty.scss'
import './error-state.scss'

export interface ErrorStateProps {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
  /** Opens the page that helps: the login, or the account page where the role is switched. */
  readonly onGo: (page: 'login' | 'me' | 'password') => void
  /** The last stored copy, if there is one. */
  readonly kept?: { readonly at: number; readonly onShow: () => void } | undefined
  /** e.g. a way to the agency's telephone. */
  readonly help?: ReactNode
}

export function ErrorState({ error, onRetry, onGo, kept, help }: ErrorStateProps) {
  const { art, title, text, retry, way, requestId, reference } = readError(error)
  const copy = async () => {
    if (reference && (await copyText(reference))) toast('编号复制好了')
  }
  return (
    <View className="q-error">
      <View className="q-empty">
        <Art name={art} />
        <View className="q-empty__title">{title}</View>
        <EmptyText text={text} />
        {retry && onRetry ? (
          <Button className="q-empty__act" onTap={onRetry}>
            再试一次
          </Button>
        ) : null}
        {way === 'login' ? (
          <Button className="q-empty__act" onTap={() => onGo('login')}>
            去登录
          </Button>
        ) : null}
        {way === 'role' ? (
          <Button className="q-empty__act" onTap={() => onGo('me')}>
            去切换身份
          </Button>
        ) : null}
        {way === 'password' ? (
          <Button className="q-empty__act" onTap={() => onGo('password')}>
            去改密码
          </Button>
        ) : null}
        {help ? <View className="q-error__help">{help}</View> : null}
      </View>
      {kept ? (
        <Card pad="rows" className="q-error__kept">
          <Row
            icon="clock"
            title="看上次的内容"
            note={`${formatTime(kept.at, Date.now())}存下的，可能有变化`}
            onTap={kept.onShow}
          />
        </Card>
      ) : null}
      {requestId ? (
        <View className="q-error__id">
          <Text className="q-error__no">问题编号 {requestId}</Text>
          <Tap className="q-error__copy" onTap={() => void copy()}>
            <Icon name="copy" size="xs" />
            复制编号
          </Tap>
        </View>
      ) : null}
    </View>
  )
}
