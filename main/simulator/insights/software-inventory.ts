// What is installed on devices: programs of Windows, apps of Macs, packages of Linux, as an inventory lists them.

export interface InstalledProgram {
  readonly name: string
  readonly publisher: string
  readonly version: string
}

const programs = (text: string): readonly InstalledProgram[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', publisher = '', version = ''] = line.trim().split('|')
      return { name, publisher, version }
    })

/** The first ones are everywhere; of the others every device has its own choice. */
export const windowsPrograms = programs(`
JumpCloud Agent|JumpCloud|1.214.0
Microsoft Edge|Microsoft Corporation|142.0.3595.90
Microsoft 365 Apps for business - en-us|Microsoft Corporation|16.0.19328.20190
Microsoft Teams|Microsoft Corporation|25290.205.4069.4894
Microsoft OneDrive|Microsoft Corporation|25.209.1026.0002
Microsoft Visual C++ 2015-2022 Redistributable (x64)|Microsoft Corporation|14.44.35211.0
Google Chrome|Google LLC|142.0.7444.163
Mozilla Firefox (x64 en-US)|Mozilla|145.0.1
Adobe Acrobat Reader (64-bit)|Adobe|25.001.20844
7-Zip 25.01 (x64)|Igor Pavlov|25.01
Zoom Workplace (64-bit)|Zoom Communications, Inc.|6.6.6
Notepad++ (64-bit x64)|Notepad++ Team|8.8.7
Slack|Slack Technologies Inc.|4.46.104
VLC media player|VideoLAN|3.0.21
TeamViewer|TeamViewer|15.71.4
Java 8 Update 431 (64-bit)|Oracle Corporation|8.0.4310.10
Cisco Secure Client|Cisco Systems, Inc.|5.1.10.233
PuTTY release 0.83 (64-bit)|Simon Tatham|0.83.0.0
Git|The Git Development Community|2.51.2
Python 3.13.9 (64-bit)|Python Software Foundation|3.13.9150.0
Visual Studio Code|Microsoft Corporation|1.106.1
Node.js|Node.js Foundation|22.21.1
WinSCP 6.5.4|Martin Prikryl|6.5.4
KeePassXC|KeePassXC Team|2.7.10
Dell SupportAssist|Dell Inc.|4.9.2.27010
Lenovo System Update|Lenovo|5.08.03.59
Intel(R) Graphics Software|Intel Corporation|25.30.1702.5
Realtek Audio Driver|Realtek Semiconductor Corp.|6.0.9652.1
HP Wolf Security|HP Inc.|4.4.56.2201
LibreOffice 25.2.7.2|The Document Foundation|25.2.7.2
paint.net|dotPDN LLC|5.111.9400.36366
Greenshot 1.3.304|Greenshot|1.3.304
FileZilla Client 3.69.5|Tim Kosse|3.69.5
Inkscape|Inkscape Team|1.4.2
SAP GUI for Windows 8.00|SAP SE|8.0.3
DATEV Installationsmanager|DATEV eG|6.42
SOLIDWORKS 2025 SP04|Dassault Systemes|33.4.0.1
AutoCAD LT 2026|Autodesk|31.1.64.0
Sage 50|Sage|31.2.0
Dentrix G7.8|Henry Schein|24.0.188
`)

export const macApps = programs(`
JumpCloud|com.jumpcloud.jumpcloud-agent-app|1.214.0
Safari|com.apple.Safari|26.1
Google Chrome|com.google.Chrome|142.0.7444.163
Slack|com.tinyspeck.slackmacgap|4.46.101
zoom.us|us.zoom.xos|6.6.6
Microsoft Word|com.microsoft.Word|16.103
Microsoft Excel|com.microsoft.Excel|16.103
Microsoft Teams|com.microsoft.teams2|25290.302.4044
Mail|com.apple.mail|16.0
Notes|com.apple.Notes|4.13
1Password|com.1password.1password|8.11.20
Firefox|org.mozilla.firefox|145.0.1
Visual Studio Code|com.microsoft.VSCode|1.106.1
iTerm|com.googlecode.iterm2|3.6.5
Docker|com.docker.docker|4.51.0
Figma|com.figma.Desktop|125.10.8
Spotify|com.spotify.client|1.2.77
Rectangle|com.knollsoft.Rectangle|0.90
Postman|com.postmanlabs.mac|11.72.3
Xcode|com.apple.dt.Xcode|26.1.1
Adobe Photoshop 2026|com.adobe.Photoshop|27.1.0
Adobe Acrobat|com.adobe.Acrobat.Pro|25.1.20844
Numbers|com.apple.iWork.Numbers|14.4
Keynote|com.apple.iWork.Keynote|14.4
Pages|com.apple.iWork.Pages|14.4
VLC|org.videolan.vlc|3.0.21
The Unarchiver|com.macpaw.site.theunarchiver|4.3.9
Cyberduck|ch.sudo.cyberduck|9.2.4
RStudio|com.rstudio.desktop|2025.09.2
Zotero|org.zotero.zotero|7.0.30
MATLAB_R2025b|com.mathworks.matlab|25.2.0
TeamViewer|com.teamviewer.TeamViewer|15.71.4
`)

export const linuxPackages = programs(`
openssl|Ubuntu Developers|3.0.13-0ubuntu3.6
openssh-server|Ubuntu Developers|1:9.6p1-3ubuntu13.14
systemd|Ubuntu Developers|255.4-1ubuntu8.11
libc6|Ubuntu Developers|2.39-0ubuntu8.6
bash|Ubuntu Developers|5.2.21-2ubuntu4
curl|Ubuntu Developers|8.5.0-2ubuntu10.6
python3.12|Ubuntu Developers|3.12.3-1ubuntu0.8
sudo|Ubuntu Developers|1.9.15p5-3ubuntu5.24.04.1
vim|Ubuntu Developers|2:9.1.0016-1ubuntu7.9
git|Ubuntu Developers|1:2.43.0-1ubuntu7.3
ca-certificates|Ubuntu Developers|20240203
tzdata|Ubuntu Developers|2025b-0ubuntu0.24.04.1
jcagent|JumpCloud|1.214.0
unattended-upgrades|Ubuntu Developers|2.9.1+nmu4ubuntu1
nginx|Ubuntu Developers|1.24.0-2ubuntu7.5
postgresql-16|Debian PostgreSQL Maintainers|16.10-0ubuntu0.24.04.1
docker-ce|Docker|5:29.0.1-1~ubuntu.24.04~noble
containerd.io|Docker|2.1.5-1~ubuntu.24.04~noble
firefox|Mozilla|145.0.1+build1
gnome-shell|Ubuntu Developers|46.0-0ubuntu6~24.04.10
code|Microsoft Corporation|1.106.1-1762933061
r-base-core|Debian R Packages Maintainers|4.3.3-2build2
slurm-client|Debian HPC Team|23.11.4-1.2ubuntu5
ffmpeg|Debian Multimedia Maintainers|7:6.1.1-3ubuntu5
zfsutils-linux|Debian ZFS on Linux maintainers|2.2.2-0ubuntu9.4
`)

export const windowsServices = programs(`
JumpCloud Agent|jumpcloud-agent|C:\\Program Files\\JumpCloud\\jumpcloud-agent.exe
Windows Update|wuauserv|C:\\WINDOWS\\system32\\svchost.exe -k netsvcs -p
Windows Defender Firewall|mpssvc|C:\\WINDOWS\\system32\\svchost.exe -k LocalServiceNoNetworkFirewall -p
Microsoft Defender Antivirus Service|WinDefend|C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\MsMpEng.exe
Print Spooler|Spooler|C:\\WINDOWS\\System32\\spoolsv.exe
Remote Desktop Services|TermService|C:\\WINDOWS\\System32\\svchost.exe -k NetworkService
Windows Time|W32Time|C:\\WINDOWS\\system32\\svchost.exe -k LocalService
BitLocker Drive Encryption Service|BDESVC|C:\\WINDOWS\\System32\\svchost.exe -k netsvcs
Bluetooth Support Service|bthserv|C:\\WINDOWS\\system32\\svchost.exe -k LocalService -p
Task Scheduler|Schedule|C:\\WINDOWS\\system32\\svchost.exe -k netsvcs -p
Windows Event Log|EventLog|C:\\WINDOWS\\System32\\svchost.exe -k LocalServiceNetworkRestricted -p
Remote Registry|RemoteRegistry|C:\\WINDOWS\\system32\\svchost.exe -k localService -p
`)

export const certificateNames = ['JumpCloud Device CA', 'ISRG Root X1', 'DigiCert Global Root G2', 'Microsoft Root Certificate Authority 2011', 'Apple Root CA', 'GlobalSign Root R6', 'company-wifi', 'localhost development'] as const
