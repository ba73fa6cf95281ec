import { View } from '@tarojs/components'
import { CallAgency } from '@/app/agency'
import { FootBar } from '@/ui/foot-bar'
import { InfoBar } from '@/ui/info-bar'
import { Screen } from '@/app/shell/screen'
import { Bone } from '@/ui/skeleton'
import { useFiles } from '../files-api'
import { useTravelling } from '../uploads/uploads'
import { PaperSections } from './paper-sections'

export const FILES_TITLE = '照片和证件'

interface FilesScreenProps {
  readonly id: string
  readonly status: string
  /** The name of the worker, for staff. */
  readonly name?: string
}

/** The photos and papers of one resume, as the worker and the staff see them. */
export function FilesScreen({ id, status, name }: FilesScreenProps) {
  const files = useFiles(id)
  const travelling = useTravelling(id)
  const help = <CallAgency>不会传，打电话问</CallAgency>
  return (
    <Screen
      title={name ? `${name}的照片和证件` : FILES_TITLE}
      query={files}
      skeleton={<FilesLoading />}
      head={
        travelling > 0 ? (
          <View className="pp-travel">
            <InfoBar icon="upload" text={`正在传${travelling}份，离开这页也接着传`} />
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
export function FilesLoading() {
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
