import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { Empty } from '@/ui/empty'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { useMyResume } from '../api'
import { FILES_TITLE, FilesLoading, FilesScreen } from './files-screen'

function Papers() {
  return useAccount() ? <Mine /> : <LoggedOut />
}

function LoggedOut() {
  return (
    <Screen title={FILES_TITLE} pad={false}>
      <Empty
        art="cv"
        title="登录后放照片和证件"
        text="用登记时留的手机号登录"
        action={{ text: '登录', onTap: () => go('login') }}
        link={{ text: '还没有登记，去登记', onTap: () => go('register') }}
      />
    </Screen>
  )
}

function Mine() {
  const mine = useMyResume()
  const resume = mine.data?.resume
  if (resume) return <FilesScreen id={resume.id} status={resume.status} />
  return (
    <Screen
      title={FILES_TITLE}
      query={mine}
      skeleton={<FilesLoading />}
      isEmpty={() => true}
      empty={{
        art: 'cv',
        title: '先登记，再放照片',
        text: '登记好以后，照片和证件都放在这里',
        action: { text: '去登记', onTap: () => go('register') },
      }}
    >
      {null}
    </Screen>
  )
}

export default guardPage(Papers)
