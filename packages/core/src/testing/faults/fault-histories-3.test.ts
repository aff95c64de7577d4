import { describeFaultHistories } from './describe-fault-histories';

describeFaultHistories(3);
