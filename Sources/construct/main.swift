import ConstructCommand
ConstructCommand.main()
