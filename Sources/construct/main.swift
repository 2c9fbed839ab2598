import ConstructCommand

ConstructProgram.main()
