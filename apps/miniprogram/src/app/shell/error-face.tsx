import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { copyText } from '@/platform/clipboard'
import { Art } from '@/ui/art'
import { Button } from '@/ui/button'
import { EmptyText } from '@/ui/empty'
import { Icon } from '@/ui/icon'
import { Tap } from '@/ui/tap'
import { CallAgency } from '../agency'
import { go } from '../pages'
import { reportError } from '../report-error'
import { Boundary, nothing } from './boundary'
import '@/ui/empty.scss'
import '@/ui/error-state.scss'

interface ErrorFaceProps {
  readonly error: unknown
  readonly onRetry: () => void
}

/** What is shown in place of a screen that could not be drawn: what is safe, a retry, a way out and a way to help. */
function ErrorFace({ error, onRetry }: ErrorFaceProps) {
  const [reference, setReference] = useState<string | undefined>(undefined)
  useEffect(() => {
    let gone = false
    void reportError('render', error).then((sent) => {
      if (!gone) setReference(sent)
    })
    return () => {
      gone = true
    }
  }, [error])
  const known = reference ? '是我们这边的毛病，已经记下了。' : '是我们这边的毛病。'
  return (
    <View className="q-error">
      <View className="q-empty">
        <Art name="error" />
        <View className="q-empty__title">这一页没能打开</View>
        <EmptyText text={`${known}\n您写过的都存着，别的页面照常用。`} />
        <Button className="q-empty__act" onTap={onRetry}>
          再试一次
        </Button>
        <Tap className="q-empty__link" role="link" onTap={() => go('home')}>
          回到首页
        </Tap>
        <View className="q-error__help">
          <Boundary face={nothing}>
            <CallAgency>还是不行？打电话问</CallAgency>
          </Boundary>
        </View>
      </View>
      {reference ? (
        <View className="q-error__id">
          <Text className="q-error__no">问题编号 {reference}</Text>
          <Tap className="q-error__copy" onTap={() => void copyText(reference)}>
            <Icon name="copy" size="xs" />
            复制编号
          </Tap>
        </View>
      ) : null}
    </View>
  )
}

export const errorFace = (error: unknown, retry: () => void) => <ErrorFace error={error} onRetry={retry} />
