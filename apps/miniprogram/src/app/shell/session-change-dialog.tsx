import { View } from '@tarojs/components'
import { Button } from '@/ui/button'
import { Layer } from '@/ui/layer'
import '@/ui/dialog.scss'
import { CallAgency } from '../agency'
import { openLogin } from '../login-page'
import { dismissSessionChange, type SessionChange, useSessionChange } from '../session-change'

function words(change: SessionChange): { title: string; text: string } {
  if (change.kind === 'role')
    return { title: `您的身份已改为${change.label}`, text: '这一页和下面的标签都换成了新身份能用的。' }
  if (change.kind === 'suspended')
    return { title: '账号已停用', text: '请联系管理员。您做过的登记和跟进都还在，没有丢。' }
  if (change.kind === 'left')
    return {
      title: '已经退出登录',
      text: '您在另一个标签页退出了，这一页的内容也收起来了。没写完的还在本机，登录后接着写。',
    }
  if (change.kind === 'account')
    return { title: `换成了${change.name}的账号`, text: '您在另一个标签页登录了这个账号，这一页也跟着换了。' }
  return { title: '登录已结束', text: '可能是在别的设备上退出了，或者密码改过。没写完的都在，重新登录就能接着写。' }
}

function logIn(): void {
  dismissSessionChange()
  openLogin()
}

/** Each Screen has one; the screen in front shows what happened to the session meanwhile. */
export function SessionChangeDialog({ front }: { readonly front: boolean }) {
  const change = useSessionChange((state) => (front ? state.change : undefined))
  if (!change) return null
  const { title, text } = words(change)
  return (
    <Layer open title={title} onClose={dismissSessionChange} place="centre" className="q-dialog">
      <View className="q-dialog__title">{title}</View>
      <View className="q-dialog__text">{text}</View>
      <View className="q-dialog__foot">
        {change.kind === 'ended' ? (
          <>
            <Button kind="plain" grow onTap={dismissSessionChange}>
              知道了
            </Button>
            <Button grow onTap={logIn}>
              去登录
            </Button>
          </>
        ) : (
          <Button grow onTap={dismissSessionChange}>
            知道了
          </Button>
        )}
      </View>
      {change.kind === 'suspended' ? <CallAgency>打电话问</CallAgency> : null}
    </Layer>
  )
}
