/**
 * Every name, number and text that Space is spoken to with over SHIP. Wire names are spelled here and nowhere else.
 * Each entry is marked known, inferred or assumed; whoever has the vendor's own documents corrects it here, or passes a partial profile as an option.
 */
export const saltoProfile = {
  http: {
    path: '/', // known
    contentType: 'application/vnd.saltosystems.ship.v1+xml', // known
    keyHeader: 'Salto-SHIP-Key', // known: authentication "Custom"
  },
  stp: {
    name: 'STP', // known: a frame is STP/00/<bytes of the body>/<body>
    version: '00', // known; a client that sends 01 is known too, so any two digits are accepted in answers
  },
  envelope: {
    call: 'RequestCall', // known
    response: 'RequestResponse', // known
    requestName: 'RequestName', // known
    params: 'Params', // known
    exception: 'Exception', // known: stands instead of Params
    code: 'Code', // known
    message: 'Message', // known
  },
  requests: {
    getInfo: 'GetInfo', // known
    insertAccessLevel: 'SaltoDBGroup.Insert', // known
    updateAccessLevel: 'SaltoDBGroup.Update', // known
    deleteAccessLevel: 'SaltoDBGroup.Delete', // known
    readAccessLevels: 'SaltoDBGroupList.Read', // inferred from the naming pattern
    readZones: 'SaltoDBZoneList.Read', // inferred
    readTimetables: 'SaltoDBTimezoneTableList.Read', // inferred
    updateTimetable: 'SaltoDBTimezoneTable.Update', // known
    readUsers: 'SaltoDBUserList.Read', // known
    readDoors: 'SaltoDBDoorList.Read', // known
    readAuditTrail: 'SaltoDBAuditTrail.Read', // known
    openDoors: 'OnlineDoor.Open', // known
    readDoorStatus: 'OnlineDoor.GetOnlineStatusList', // known
  },
  paging: {
    maximumCount: 'MaxCount', // known
    endOfList: 'EOF', // known: 1 on the last page; missing means last page
    fromAccessLevel: 'StartingFromExtGroupID', // inferred
    fromZone: 'StartingFromExtZoneID', // inferred
    fromTimetable: 'StartingFromTimezoneTableID', // inferred
    fromUser: 'StartingFromExtUserID', // known
    fromDoor: 'StartingFromExtDoorID', // known
    fromEvent: 'StartingFromEventID', // known: inclusive
  },
  info: {
    protocol: 'ProtocolID', // known
    version: 'ProtocolVersion', // known
    dateTime: 'DateTime', // known: local time of the site
    language: 'DefaultLanguage', // known
  },
  /** A user access level; in the product: an apartment. */
  accessLevel: {
    list: 'SaltoDBGroupList', // inferred
    item: 'SaltoDBGroup', // known
    id: 'ExtGroupID', // known
    name: 'Name', // known
    description: 'Description', // known
    zonePermissions: 'SaltoDB.AccessPermissionList.Group_Zone', // known
    doorPermissions: 'SaltoDB.AccessPermissionList.Group_Door', // known
    users: 'SaltoDB.MembershipList.User_Group', // known
    returnZonePermissions: 'ReturnAccessPermissions_Group_Zone', // inferred
  },
  /** The booking record: an access level may pass a zone. */
  zonePermission: {
    item: 'SaltoDB.AccessPermission.Group_Zone', // known
    zone: 'ExtZoneID', // known
    timetable: 'TimezoneTableID', // known: 0 = no restriction
    usePeriod: 'UsePeriod', // known
    period: 'Period', // known
    startDate: 'StartDate', // known
    endDate: 'EndDate', // known
  },
  zone: {
    list: 'SaltoDBZoneList', // inferred
    item: 'SaltoDBZone', // known
    id: 'ExtZoneID', // known
    name: 'Name', // known
    description: 'Description', // known
    isLow: 'IsLow', // known
    doors: 'SaltoDB.MembershipList.Door_Zone', // known
    door: 'SaltoDB.Membership.Door_Zone', // inferred: as User_Group
    doorId: 'ExtDoorID', // known
    returnDoors: 'ReturnMembership_Door_Zone', // inferred
  },
  timetable: {
    list: 'SaltoDBTimezoneTableList', // inferred
    item: 'SaltoDBTimezoneTable', // known
    id: 'TimezoneTableID', // known
    name: 'Name', // known
    description: 'Description', // known
    intervals: 'SaltoDBTimezoneList', // known
    interval: 'SaltoDBTimezone', // known
    intervalId: 'TimezoneID', // known: 1..n
    startTime: 'StartTime', // known
    endTime: 'EndTime', // known
  },
  /** The flags of an interval, by our names of the ten day types. */
  days: {
    monday: 'Monday', // known
    tuesday: 'Tuesday', // known
    wednesday: 'Wednesday', // known
    thursday: 'Thursday', // known
    friday: 'Friday', // known
    saturday: 'Saturday', // known
    sunday: 'Sunday', // known
    special1: 'Special1', // known
    special2: 'Special2', // known
    holiday: 'Holiday', // known
  },
  user: {
    list: 'SaltoDBUserList', // known
    item: 'SaltoDBUser', // inferred
    id: 'ExtUserID', // known
    firstName: 'FirstName', // assumed
    lastName: 'LastName', // assumed
    accessLevels: 'SaltoDB.MembershipList.User_Group', // known as a list of an access level; inferred as one of a user
    accessLevel: 'SaltoDB.Membership.User_Group', // known
    accessLevelId: 'ExtGroupID', // known
    returnAccessLevels: 'ReturnMembership_User_Group', // known
  },
  door: {
    list: 'SaltoDBDoorList', // known
    item: 'SaltoDBDoor', // inferred
    id: 'ExtDoorID', // known
    name: 'Name', // inferred: as zones
    description: 'Description', // inferred
    zones: 'SaltoDB.MembershipList.Door_Zone', // known
    zone: 'SaltoDB.Membership.Door_Zone', // inferred: as User_Group
    zoneId: 'ExtZoneID', // known
    returnZones: 'ReturnMembership_Door_Zone', // known
  },
  auditTrail: {
    list: 'SaltoDBAuditTrail', // known
    item: 'SaltoDBAuditTrailEvent', // known
    id: 'EventID', // inferred from StartingFromEventID
    at: 'EventDateTime', // assumed: local time of the site
    operation: 'Operation', // assumed
    isExit: 'IsExit', // known
    door: 'DoorID', // assumed
    subjectType: 'SubjectType', // known: 0 cardholder, 1 door, 2 software operator
    subject: 'SubjectID', // assumed
    filter: 'FilterExpression', // known
    showDoorsAs: 'ShowDoorIDAs', // known
    showUsersAs: 'ShowUserIDAs', // known
    showExtId: '1', // assumed: 0 internal, 1 EXT ID
    descending: 'DescendingOrder', // known
  },
  onlineDoor: {
    doors: 'ExtDoorIDList', // known
    door: 'ExtDoorID', // known
    statusList: 'OnlineDoorStatusList', // known
    status: 'OnlineDoorStatus', // inferred
    statusCode: 'Status', // assumed
    resultList: 'OnlineDoorOpenResultList', // assumed
    result: 'OnlineDoorOpenResult', // assumed
    resultCode: 'ErrorCode', // assumed: 0 = opened
  },
  /** Audit operation codes that matter. */
  operations: {
    openedByKey: 17, // known
    notActivated: 81, // known
    expired: 82, // known
    outOfDate: 83, // known
    notAllowed: 84, // known
    outOfTime: 85, // known
  },
  time: {
    noDates: ['1900-01-01T00:00:00', '2000-01-01T00:00:00'], // known: "no date"
    endOfDay: '23:59:59', // chosen: whether 24:00:00 is accepted as an end is unknown
  },
} as const satisfies SaltoProfileShape;

type SaltoProfileShape = Readonly<Record<string, Readonly<Record<string, string | number | readonly string[]>>>>;

/** The shape of {@link saltoProfile}, with other values. */
export type SaltoProfile = {
  readonly [Section in keyof typeof saltoProfile]: {
    readonly [Name in keyof (typeof saltoProfile)[Section]]: (typeof saltoProfile)[Section][Name] extends number
      ? number
      : (typeof saltoProfile)[Section][Name] extends readonly string[]
        ? readonly string[]
        : string;
  };
};
