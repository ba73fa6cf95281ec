import { can } from '@qingpin/contract/core/policy'
import { go, useParams } from '@/app/pages'
import { useAccount } from '@/app/session'
import { Empty } from '@/ui/empty'
import { FootBar } from '@/ui/foot-bar'
import { NoticeBar } from '@/ui/notice-bar'
import { Screen } from '@/ui/screen'
import { Bone } from '@/ui/skeleton'
import { View } from '@tarojs/components'
import { useMyResume } from '../mine/my-resume'
import { useResume } from '../staff/api'
import { useTravelling } from '../uploads/uploads'
import { AgencyCall } from '../worker-facts/agency-call'
import { useFiles } from './files-api'
import { PaperSections } from './paper-sections'

const TITLE = '照片和证件'

/** A worker's own, or those of the resume that is named. */
export default function Papers() {
  const { id } = useParams('papers')
  const account = useAccount()
  if (!account) return <LoggedOut />
  return id && can(account.role, 'resume:edit') ? <OfWorker id={id} /> : <Mine />
}

function LoggedOut() {
  return (
    <Screen title={TITLE} pad={false}>
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
  if (resume) return <Files id={resume.id} status={resume.status} />
  return (
    <Screen
      title={TITLE}
      query={mine}
      skeleton={<Loading />}
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

function OfWorker({ id }: { readonly id: string }) {
  const resume = useResume(id)
  if (resume.data) return <Files id={id} status={resume.data.status} name={resume.data.name} />
  return (
    <Screen title={TITLE} query={resume} skeleton={<Loading />}>
      {null}
    </Screen>
  )
}

interface FilesProps {
  readonly id: string
  readonly status: string
  /** Of the worker, where it is not the person herself. */
  readonly name?: string
}

function Files({ id, status, name }: FilesProps) {
  const files = useFiles(id)
  const travelling = useTravelling(id)
  const help = (
    <AgencyCall kind="text" size="m">
      不会传，打电话问
    </AgencyCall>
  )
  return (
    <Screen
      title={name ? `${name}的照片和证件` : TITLE}
      query={files}
      skeleton={<Loading />}
      head={
        travelling > 0 ? (
          <View className="pp-travel">
            <NoticeBar icon="upload" text={`正在传${travelling}份，离开这页也接着传`} />
          </View>
        ) : undefined
      }
      help={name ? undefined : help}
      foot={name ? undefined : <FootBar>{help}</FootBar>}
    >
      {(data) => <PaperSections files={data} status={status} />}
    </Screen>
  )
}

/** In the shape of the content: a title, a sentence, and a line of tiles. */
function Loading() {
  return (
    <View className="q-skel" role="status" ariaLabel="正在取内容">
      {[0, 1, 2].map((row) => (
        <View className="q-skel__card" key={row}>
          <View className="q-skel__lines">
            <Bone width={34} height="m" />
            <Bone width={78} />
            <View className="pp-bones">
              <View className="pp-bones__one" />
              <View className="pp-bones__one" />
              <View className="pp-bones__one" />
            </View>
          </View>
        </View>
      ))}
    </View>
  )
}
