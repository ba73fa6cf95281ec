import { View } from '@tarojs/components'
import { FILE_RULES, PROOFS } from '@qingpin/contract/attachments/attachments.rules'
import { isStaffRole } from '@qingpin/contract/core/policy'
import { mayRemoveProofs } from '@qingpin/contract/resumes/resumes.policy'
import type { FileType } from '@qingpin/contract/attachments/attachments.enums'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { CallAgency } from '@/app/agency'
import type { ResumeFile, ResumeFiles } from '../files-api'
import { KindFiles } from './kind-files'
import { PAPER_SECTIONS, type PaperSection } from './sections'
import './papers.scss'

interface PaperSectionsProps {
  readonly files: ResumeFiles
  /** The status of the resume; papers of a listed one cannot be removed by the worker. */
  readonly status: string
}

/** All kinds of photos and papers, in the order in which they are asked for. */
export function PaperSections({ files, status }: PaperSectionsProps) {
  const role = useAccount()?.role ?? 'personal'
  const staff = isStaffRole(role)
  const fixed = !mayRemoveProofs({ role }, { status })
  return (
    <>
      {PAPER_SECTIONS.map((section) => (
        <Section key={section.title} section={section} files={files} staff={staff} fixed={fixed} />
      ))}
    </>
  )
}

interface SectionProps {
  readonly section: PaperSection
  readonly files: ResumeFiles
  readonly staff: boolean
  readonly fixed: boolean
}

const isProof = (type: FileType) => PROOFS.includes(type)

function Section({ section, files: { files, resumeId }, staff, fixed }: SectionProps) {
  const { title, note, staffNote, guarded, kinds } = section
  const of = (type: FileType): readonly ResumeFile[] => files.filter((file) => file.fileType === type)
  const held = kinds.filter(({ type }) => fixed && isProof(type) && of(type).length > 0)
  const words = staff ? (staffNote ?? note) : note
  return (
    <Card title={title}>
      <View className="pp-sec__note">
        {guarded ? <Icon name="lock" size="xs" /> : null}
        {words}
      </View>
      <View className="pp-kinds">
        {kinds.map((kind) => (
          <KindFiles
            key={kind.type}
            resumeId={resumeId}
            kind={kind}
            files={of(kind.type)}
            heading={kinds.length > 1}
            removable={!(fixed && isProof(kind.type))}
            guard={guarded ? words : undefined}
          />
        ))}
      </View>
      {held.length > 0 ? <Fixed staff={staff} single={held.every(({ type }) => FILE_RULES[type].most === 1)} /> : null}
      {!staff && kinds.some(({ type }) => type === 'idCardFront') ? (
        <View className="pp-check">
          <Button kind="plain" size="m" icon="idcard" onTap={() => go('idCard', { for: 'mine' })}>
            拍身份证，和简历对一对
          </Button>
        </View>
      ) : null}
      {staff && kinds.some(({ type }) => type === 'idCardFront' && of(type).length > 0) ? (
        <View className="pp-check">
          <Button kind="sec2" size="m" icon="idcard" onTap={() => go('paperCheck', { id: resumeId })}>
            对着证件核对资料
          </Button>
        </View>
      ) : null}
    </Card>
  )
}

/** Papers that were used for a review cannot be removed; a line says who can. */
function Fixed({ staff, single }: { readonly staff: boolean; readonly single: boolean }) {
  const what = single ? '换照片' : '删除'
  return (
    <View className="pp-fixed">
      <View>{staff ? `已经交上来的，要请经理${what}。` : `已经交上来的，要${what}请打电话给我们。`}</View>
      {staff ? null : <CallAgency>打电话</CallAgency>}
    </View>
  )
}
